import { webcrypto } from 'node:crypto';
import type { JWTPayload, JWTVerifyGetKey, JWTVerifyOptions } from 'jose';
import { errors, jwtVerify } from 'jose';
import type { ReadSettings } from '../../runtime/settings/read-settings.js';
import { EMBEDDED_SWITCH } from '../../runtime/settings/settings.js';
import { cleanText, MAX_ID_LENGTH, textProblem } from '../../schema/domain/text.js';
import { tokenExpired, unauthenticated, unavailable } from '../errors/api-errors.js';
import type { Caller, Role } from './caller.js';
import { developer } from './caller.js';
import { remoteKeys } from './remote-keys.js';

/** What a genuine token must say besides who calls. */
export interface ClaimRules {
  readonly issuer?: string | undefined;
  readonly audience?: string | undefined;
  /** Whether a token may lack an `exp`. */
  readonly mayBeEndless?: boolean;
}

/** How tokens are verified; `none` is the embedded default, where everybody is the developer. */
export type AuthSettings =
  | ({
      readonly kind: 'secret';
      readonly secret: string;
      /** The one before it, with which tokens may still be signed. */
      readonly previousSecret?: string | undefined;
    } & ClaimRules)
  | ({ readonly kind: 'jwks'; readonly url: URL } & ClaimRules)
  | { readonly kind: 'none' };

type AuthSettingName = keyof ReadSettings<'API'> & `AUTH_${string}`;

/** How these settings identify callers; the settings reader has refused those that leave it open. */
export function authSettings(
  settings: Pick<ReadSettings<'API'>, AuthSettingName> & { readonly [EMBEDDED_SWITCH]?: boolean | undefined },
): AuthSettings {
  const { AUTH_SECRET, AUTH_SECRET_PREVIOUS: previousSecret, AUTH_JWKS_URL } = settings;
  const rules: ClaimRules = {
    issuer: settings.AUTH_ISSUER,
    audience: settings.AUTH_AUDIENCE,
    mayBeEndless: settings.AUTH_ENDLESS_TOKENS,
  };
  if (AUTH_SECRET !== undefined) return { kind: 'secret', secret: AUTH_SECRET, previousSecret, ...rules };
  if (AUTH_JWKS_URL !== undefined) return { kind: 'jwks', url: AUTH_JWKS_URL, ...rules };
  if (settings[EMBEDDED_SWITCH] === true) return { kind: 'none' };
  throw new Error('Nothing says how callers are known');
}

/** The caller a bearer token speaks for. Throws UNAUTHENTICATED without a valid one. */
export type Authenticate = (token: string | undefined) => Promise<Caller>;

const HMAC = { name: 'HMAC', hash: 'SHA-256' };
const CLOCK_TOLERANCE_SECONDS = 5;
/** A token travels with every request. */
const MAX_LOCATIONS = 100;

const rolesByClaim: Readonly<Record<string, Role>> = {
  customer: 'CUSTOMER',
  courier: 'COURIER',
  manager: 'MANAGER',
  operator: 'OPERATOR',
};

/** The one way in, for both transports. */
export function createAuthenticate(settings: AuthSettings): Authenticate {
  switch (settings.kind) {
    case 'none':
      return async () => developer;
    case 'secret': {
      const keys = secretsOf(settings).map((secret) =>
        webcrypto.subtle.importKey('raw', Buffer.from(secret), HMAC, false, ['verify']),
      );
      return verifier(
        keys.map((key) => () => key),
        ['HS256'],
        settings,
      );
    }
    case 'jwks': {
      return verifier([remoteKeys(settings.url)], ['RS256', 'PS256', 'ES256', 'EdDSA', 'Ed25519'], settings);
    }
    default:
      return settings satisfies never;
  }
}

/** Whether tokens may be forged by trying: HS256 asks for a secret of at least 32 bytes (RFC 7518). */
export function isGuessable(settings: AuthSettings): boolean {
  return settings.kind === 'secret' && secretsOf(settings).some((secret) => Buffer.byteLength(secret) < 32);
}

function secretsOf({
  secret,
  previousSecret,
}: AuthSettings & { readonly kind: 'secret' }): readonly string[] {
  return previousSecret === undefined ? [secret] : [secret, previousSecret];
}

/** The token in an `Authorization` value; undefined when it holds none. */
export function bearerToken(authorization: string | undefined): string | undefined {
  return /^Bearer +(\S+) *$/i.exec(authorization ?? '')?.[1];
}

type Key = JWTVerifyGetKey | (() => Promise<webcrypto.CryptoKey>);

/** @param keys a token is good when one of them signed it */
function verifier(
  keys: readonly Key[],
  algorithms: string[],
  { issuer, audience, mayBeEndless = false }: ClaimRules,
): Authenticate {
  const options: JWTVerifyOptions = {
    algorithms,
    clockTolerance: CLOCK_TOLERANCE_SECONDS,
    requiredClaims: mayBeEndless ? [] : ['exp'],
    ...(issuer !== undefined && { issuer }),
    ...(audience !== undefined && { audience }),
  };
  return async (token) => {
    if (!token) throw unauthenticated('A bearer token is required');
    const payload = await verify(token, keys, options).catch((error: unknown) => {
      throw refusal(error);
    });
    return callerOf(payload);
  };
}

async function verify(
  token: string,
  [key, ...others]: readonly Key[],
  options: JWTVerifyOptions,
): Promise<JWTPayload> {
  try {
    return (await jwtVerify(token, key as JWTVerifyGetKey, options)).payload;
  } catch (error) {
    if (error instanceof errors.JWSSignatureVerificationFailed && others.length > 0) {
      return verify(token, others, options);
    }
    throw error;
  }
}

function refusal(error: unknown): Error {
  if (error instanceof errors.JWTExpired) return tokenExpired();
  if (error instanceof errors.JWKSTimeout) return unavailable('The keys of the tokens are out of reach');
  if (error instanceof errors.JOSEError && error.code !== 'ERR_JOSE_GENERIC') {
    return unauthenticated('The token is not valid');
  }
  return unavailable('The keys of the tokens are out of reach');
}

function callerOf({ sub, role: claim, exp, locations }: JWTPayload): Caller {
  const role =
    typeof claim === 'string' && Object.hasOwn(rolesByClaim, claim) ? rolesByClaim[claim] : undefined;
  if (!role) throw unauthenticated('The token has no role this system knows');
  const id = idOf(sub);
  return {
    role,
    id,
    expiresAt: exp === undefined ? null : exp * 1_000,
    ...(role === 'COURIER' && locations !== undefined && { locations: locationsOf(locations) }),
  };
}

/** Claims are whatever the issuer signed, not what their type says. */
function idOf(sub: unknown): string {
  if (sub === undefined || sub === null) throw unauthenticated('The token needs a sub');
  if (typeof sub !== 'string') throw unauthenticated('The sub of the token must be a text');
  const problem = nameProblem(sub);
  if (problem !== null) throw unauthenticated(`The sub of the token ${problem}`);
  return sub;
}

function locationsOf(locations: unknown): readonly string[] {
  const isList = Array.isArray(locations) && locations.length <= MAX_LOCATIONS;
  if (!isList || locations.some((name) => typeof name !== 'string' || nameProblem(name) !== null)) {
    throw unauthenticated(
      `The locations of the token must be a list of at most ${MAX_LOCATIONS} names of warehouses`,
    );
  }
  return locations;
}

/** What is wrong with a name in a claim: the workflow would cut it down to another one. */
function nameProblem(name: string): string | null {
  if (name.trim() === '') return 'must not be empty';
  if (name !== name.trim()) return 'must not begin or end with white space';
  const problem = textProblem(name, MAX_ID_LENGTH);
  if (problem !== null) return problem;
  return cleanText(name, MAX_ID_LENGTH) === name ? null : 'must not contain control characters';
}
