import type { PostgresPool, PostgresPoolClient } from 'kysely';
import { Kysely, PostgresDialect } from 'kysely';
import type { PoolClient, QueryResult } from 'pg';
import pg from 'pg';
import { openPool } from '../../runtime/database/open-pool.js';
import type { Tracing } from '../../runtime/tracing/tracing.js';
import { noTracing } from '../../runtime/tracing/tracing.js';
import type { Tables } from '../../schema/database/tables.js';

/** Together these stay below the 3 s in which a caller learns that the database is down. */
const CONNECT_TIMEOUT = 1_000;
const STATEMENT_TIMEOUT = 1_500;
const READ_TIMEOUT = 1_700;

/** The database. A query that times out gives up its connection. */
export type Store = Kysely<Tables>;

/** Runs something when there is room for it. */
type InTurn = (run: () => Promise<void>) => Promise<void>;

/** The database, and shares of it. */
export interface SharedStore {
  readonly store: Store;
  /** The same database for somebody who takes its connections in turn. */
  shareOf(inTurn: InTurn): Store;
}

/** Opens a pool that connects at its first use; nothing fails here while PostgreSQL is down. */
export function openStore(databaseUrl: string, connections = 10): Store {
  return openSharedStore(databaseUrl, connections).store;
}

/** The same, for callers that are to have shares of it. */
export function openSharedStore(
  databaseUrl: string,
  connections: number,
  tracing: Tracing = noTracing,
): SharedStore {
  const options = {
    application_name: 'order-api',
    max: connections,
    connectionTimeoutMillis: CONNECT_TIMEOUT,
    idleTimeoutMillis: 60_000,
    statement_timeout: STATEMENT_TIMEOUT,
    query_timeout: READ_TIMEOUT,
  };
  const pool = openPool(databaseUrl, options, tracing);
  const abandoning = abandoningPool(pool);
  return {
    store: storeOn(abandoning),
    shareOf: (inTurn) => storeOn(sharedPool(abandoning, inTurn)),
  };
}

function storeOn(pool: PostgresPool): Store {
  return new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) });
}

function sharedPool(pool: PostgresPool, inTurn: InTurn): PostgresPool {
  return {
    connect: () =>
      new Promise((resolve, reject) => {
        inTurn(async () => {
          const client = await pool.connect();
          await new Promise<void>((release) => {
            resolve({
              query: client.query.bind(client) as PostgresPoolClient['query'],
              release: () => {
                client.release();
                release();
              },
            });
          });
        }).catch(reject);
      }),
    end: () => pool.end(),
  };
}

/** A connection whose query timed out may hang forever: it is destroyed instead of returned to the pool. */
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
      // A rollback would hang behind the query.
      if (!healthy) throw new Error('Connection terminated after a timeout');
      try {
        return await client.query(namedStatement(text, parameters));
      } catch (error) {
        if (!(error instanceof pg.DatabaseError)) healthy = false;
        else if (error.code === PLAN_NO_LONGER_FITS) {
          healthy = false;
          return await client.query(text, parameters);
        }
        throw error;
      }
    },
    release: () => client.release(!healthy),
  };
}

type Query = (text: string, parameters?: unknown[]) => Promise<QueryResult>;

/** What a prepared statement fails with, each time, once a migration has changed a column that it returns. */
const PLAN_NO_LONGER_FITS = '0A000';

const NAME = /^\/\* ([a-z-]+) \*\//;

/**
 * A statement that begins with its name in a comment is parsed once per connection, and planned once it has come a few times.
 * That pays where it is run for every order, and where one plan suits all values: lists are better planned for theirs.
 */
function namedStatement(text: string, values: unknown[] = []): pg.QueryConfig {
  const name = NAME.exec(text)?.[1];
  return name === undefined ? { text, values } : { name, text, values };
}
