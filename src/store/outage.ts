import pg from 'pg';

/** Codes of the network (those of Node itself begin with ERR_), and of PostgreSQL when it starts, stops, is full, or cancels what takes too long. */
const outageCodes = /^((?!ERR_)E[A-Z_]+|08...|53...|57014|57P0.|25006|25P03)$/;

/** What the driver says in words only. */
const outageMessages =
  /timeout|Connection terminated|connection is (closed|not queryable)|Client was closed/i;

/** Whether the database could not answer, for now: the same query may well work in a moment. */
export function isDatabaseOutage(error: unknown): boolean {
  if (error instanceof AggregateError) return error.errors.some(isDatabaseOutage);
  if (!(error instanceof Error)) return false;
  const { code } = error as { readonly code?: unknown };
  if (typeof code === 'string' && outageCodes.test(code)) return true;
  return !(error instanceof pg.DatabaseError) && outageMessages.test(error.message);
}
