import { isLoopback } from './loopback.js';
import type { Environment, ProcessKind } from './settings.js';
import { EMBEDDED_SWITCH } from './settings.js';

/** The contradictions between settings that may each be valid: a line for each. */
export function mistakesBetween(kind: ProcessKind, given: Environment): readonly string[] {
  if (kind !== 'API' && kind !== 'launcher' && kind !== 'codec server') return [];
  const access = accessMistake(kind, given);
  const port =
    kind === 'launcher' && Number(given.PORT) === 0
      ? 'PORT must be a port from 1 to 65535, not "0".'
      : undefined;
  return [port, access].filter((mistake) => mistake !== undefined);
}

/** Authentication may be off only in the embedded default, on this machine. */
function accessMistake(kind: ProcessKind, given: Environment): string | undefined {
  const { HOST = '', AUTH_JWKS_URL } = given;
  const AUTH_SECRET = given.AUTH_SECRET || given.AUTH_SECRET_FILE;
  const hasPrevious = Boolean(given.AUTH_SECRET_PREVIOUS || given.AUTH_SECRET_PREVIOUS_FILE);
  if (hasPrevious && !AUTH_SECRET)
    return 'AUTH_SECRET_PREVIOUS is set without AUTH_SECRET: set that too, or neither.';
  if (AUTH_SECRET && AUTH_JWKS_URL) return 'AUTH_SECRET and AUTH_JWKS_URL are both set: keep one of them.';
  if (AUTH_SECRET || AUTH_JWKS_URL) return undefined;
  if (kind === 'codec server') {
    return 'Set AUTH_SECRET or AUTH_JWKS_URL: the codec server answers nobody without a token.';
  }
  const embedded = kind === 'launcher' || given[EMBEDDED_SWITCH] === 'true';
  if (!embedded) return 'Set AUTH_SECRET or AUTH_JWKS_URL: without either, only "npm start" runs the API.';
  if (isLoopback(HOST)) return undefined;
  return `HOST=${HOST} needs AUTH_SECRET or AUTH_JWKS_URL: without them whoever reaches the API may do everything.`;
}
