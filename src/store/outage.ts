import pg from 'pg';

/** Codes of the network (Node's own begin with ERR_), and of PostgreSQL when it starts, stops, is full, or cancels a statement. */
const outageCodes = /^((?!ERR_)E[A-Z_]+|08...|53...|57014|57P0.|25006|25P03)$/;

/** The driver's errors without a code. */
const outageMessages =
  /timeout|Connection terminated|connection is (closed|not queryable)|Client was closed/i;

/** Whether the database could not answer for now: the same query may succeed in a moment. */
export function isDatabaseOutage(error: unknown): boolean {
  if (error instanceof AggregateError) return error.errors.some(isDatabaseOutage);
  if (!(error instanceof Error)) return false;
  const { code } = error as { readonly code?: unknown };
  if (typeof code === 'string' && outageCodes.test(code)) return true;
  return !(error instanceof pg.DatabaseError) && outageMessages.test(error.message);
}
