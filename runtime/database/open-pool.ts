import pg from 'pg';
import { traceQueries } from '../tracing/trace-queries.js';
import type { Tracing } from '../tracing/tracing.js';
import { noTracing } from '../tracing/tracing.js';

const INT8 = 20;

/** Every bigint of the schema is a count or an amount that fits a number; the driver returns text by default. */
const types = {
  getTypeParser: ((type: number, format?: 'text') =>
    type === INT8 ? Number : pg.types.getTypeParser(type, format)) as typeof pg.types.getTypeParser,
};

/** Opens a pool that connects at its first use, and reads bigint as number. */
export function openPool(
  url: string,
  options: Omit<pg.PoolConfig, 'connectionString' | 'types'>,
  tracing: Tracing = noTracing,
): pg.Pool {
  const pool = new pg.Pool({ connectionString: url, keepAlive: true, ...options, types });
  // A broken connection is replaced at its next use, and a query on it fails anyway. Without these listeners its error
  // would end the process: the pool itself listens only to idle connections.
  pool.on('error', () => {});
  pool.on('connect', (client) => client.on('error', () => {}));
  traceQueries(pool, tracing);
  return pool;
}
