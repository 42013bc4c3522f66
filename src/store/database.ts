import type { PostgresPool, PostgresPoolClient } from 'kysely';
import { Kysely, PostgresDialect } from 'kysely';
import type { PoolClient, QueryResult } from 'pg';
import pg from 'pg';
import type { Database } from '../../schema/database/tables.js';

/** Together with the query's they stay below the 3 s in which a caller learns that the database is away. */
const CONNECT_TIMEOUT = 1_000;
const STATEMENT_TIMEOUT = 1_500;
const READ_TIMEOUT = 1_700;
const POOL_SIZE = 10;

const INT8 = 20;

/** The read model and the rest of the one store. A read that meets its timeout gives up its connection. */
export type Store = Kysely<Database>;

/** Opens a pool that connects when it is first asked; nothing fails here while PostgreSQL is away. */
export function openDatabase(databaseUrl: string): Store {
  const pool = new pg.Pool({
    connectionString: databaseUrl,
    application_name: 'order-api',
    max: POOL_SIZE,
    connectionTimeoutMillis: CONNECT_TIMEOUT,
    idleTimeoutMillis: 60_000,
    statement_timeout: STATEMENT_TIMEOUT,
    query_timeout: READ_TIMEOUT,
    keepAlive: true,
    types: { getTypeParser: parserOf as typeof pg.types.getTypeParser },
  });
  // An idle connection that breaks is replaced when the next query asks for one. One that is in use tells its
  // query; without a listener of its own it would end the process besides.
  pool.on('error', () => {});
  pool.on('connect', (client) => client.on('error', () => {}));
  return new Kysely<Database>({ dialect: new PostgresDialect({ pool: abandoningPool(pool) }) });
}

/** Every bigint of the schema is a count or an amount in cents: a number holds it. */
function parserOf(type: number, format?: 'text' | 'binary'): unknown {
  return type === INT8 ? Number : pg.types.getTypeParser(type, format as 'text');
}

/** A connection whose query timed out may hang behind it for ever: it is destroyed instead of given back. */
function abandoningPool(pool: pg.Pool): PostgresPool {
  return {
    connect: async () => abandoning(await pool.connect()) as unknown as PostgresPoolClient,
    end: () => pool.end(),
  };
}

function abandoning(client: PoolClient): Pick<PoolClient, 'release'> & { readonly query: Query } {
  let healthy = true;
  return {
    query: async (text, parameters) => {
      // A rollback behind the query that hangs would hang as long again.
      if (!healthy) throw new Error('Connection terminated after a timeout');
      try {
        return await client.query(text, parameters);
      } catch (error) {
        if (!(error instanceof pg.DatabaseError)) healthy = false;
        throw error;
      }
    },
    release: () => client.release(!healthy),
  };
}

type Query = (text: string, parameters?: unknown[]) => Promise<QueryResult>;
