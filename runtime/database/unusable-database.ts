import { reasonOf } from '../errors/reason-of.js';
import { StartError } from '../errors/start-error.js';
import { describeDatabase } from './describe-database.js';

const UNDEFINED_TABLE = '42P01';

/** Says in one line why a database cannot be used, without its password. */
export function unusableDatabase(url: string, error: unknown): StartError {
  const isEmpty = (error as { readonly code?: unknown }).code === UNDEFINED_TABLE;
  const reason = isEmpty ? 'it has no tables yet (npm run migrate creates them)' : reasonOf(error);
  return new StartError(`PostgreSQL at ${describeDatabase(url)} cannot be used: ${reason}`);
}
