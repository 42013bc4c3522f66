import type { ClientConnectConfig } from '@temporalio/envconfig';
import { loadClientConnectConfig } from '@temporalio/envconfig';
import { StartError } from '../runtime/errors/start-error.js';
import { readDatabaseUrl } from '../runtime/settings/database-url.js';
import { EMBEDDED_SWITCH, isLoopback } from '../runtime/settings/embedded.js';
import type { AuthSettings } from './auth/authenticate.js';

export interface ApiSettings {
  readonly host: string;
  /** 0: any port that is free. */
  readonly port: number;
  /** Address, namespace, TLS and API key of the Temporal Service. */
  readonly temporal: ClientConnectConfig;
  /** The Temporal web UI, for links to it; null: there are none. */
  readonly temporalUiUrl: string | null;
  readonly databaseUrl: string;
  readonly auth: AuthSettings;
  readonly logLevel: string;
}

type Environment = Readonly<Record<string, string | undefined>>;

const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'];

/** The settings of the API process; a StartError about the first that makes no sense. */
export function apiSettings(environment: Environment): ApiSettings {
  const host = environment.HOST || '127.0.0.1';
  return {
    host,
    port: portOf(environment.PORT || '4000'),
    temporal: temporalSettings(),
    temporalUiUrl: uiUrlOf(environment.TEMPORAL_UI_URL),
    databaseUrl: readDatabaseUrl(environment.DATABASE_URL),
    auth: authOf(environment, host),
    logLevel: logLevelOf(environment.LOG_LEVEL || 'warn'),
  };
}

function portOf(port: string): number {
  const number = Number(port);
  if (/^\d+$/.test(port) && number <= 65_535) return number;
  throw new StartError(`PORT must be a port from 0 to 65535, not "${port}".`);
}

function temporalSettings(): ClientConnectConfig {
  try {
    return loadClientConnectConfig();
  } catch (fault) {
    const reason = fault instanceof Error ? fault.message : String(fault);
    throw new StartError(`The settings of the Temporal Service cannot be read: ${reason}`);
  }
}

function uiUrlOf(url: string | undefined): string | null {
  if (!url) return null;
  if (!isWebUrl(url)) throw new StartError(`TEMPORAL_UI_URL must be an http or https URL, not "${url}".`);
  return url.replace(/\/+$/, '');
}

/** Everybody is the developer in the embedded default only; who runs this for others must say who they are. */
function authOf(environment: Environment, host: string): AuthSettings {
  const { AUTH_SECRET, AUTH_JWKS_URL } = environment;
  if (AUTH_SECRET && AUTH_JWKS_URL) {
    throw new StartError('AUTH_SECRET and AUTH_JWKS_URL are both set: keep one of them.');
  }
  if (AUTH_SECRET) {
    if (AUTH_SECRET.trim() === '') throw new StartError('AUTH_SECRET is blank: anybody could sign with it.');
    return { kind: 'secret', secret: AUTH_SECRET };
  }
  if (AUTH_JWKS_URL) {
    if (isWebUrl(AUTH_JWKS_URL)) return { kind: 'jwks', url: new URL(AUTH_JWKS_URL) };
    throw new StartError(`AUTH_JWKS_URL must be an http or https URL, not "${AUTH_JWKS_URL}".`);
  }
  if (environment[EMBEDDED_SWITCH] === 'true') {
    if (isLoopback(host)) return { kind: 'none' };
    throw new StartError(
      `HOST=${host} needs AUTH_SECRET or AUTH_JWKS_URL: without them whoever reaches the API may do everything.`,
    );
  }
  throw new StartError('Set AUTH_SECRET or AUTH_JWKS_URL: without either, only "npm start" runs the API.');
}

function logLevelOf(level: string): string {
  if (logLevels.includes(level)) return level;
  throw new StartError(`LOG_LEVEL must be one of ${logLevels.join(', ')}, not "${level}".`);
}

function isWebUrl(url: string): boolean {
  return URL.canParse(url) && /^https?:$/.test(new URL(url).protocol);
}
