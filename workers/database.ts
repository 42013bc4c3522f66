import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { openPool } from '../runtime/database/open-pool.js';
import type { Tracing } from '../runtime/tracing/tracing.js';
import { noTracing } from '../runtime/tracing/tracing.js';

/** The server's time-out comes first; the client's applies only when the server does not answer at all. */
const STATEMENT_TIMEOUT_MS = 5_000;
const ANSWER_TIMEOUT_MS = 7_000;
const CONNECT_TIMEOUT_MS = 5_000;

/** Another transaction was faster: unique violation, serialization failure, deadlock. */
const LOST_RACES: readonly (string | undefined)[] = ['23505', '40001', '40P01'];
const RACES = 8;

/** A named statement, which is parsed and planned once per connection. */
export interface Statement {
  readonly name: string;
  readonly text: string;
}

/** What runs statements. */
export interface Statements {
  run<Row extends pg.QueryResultRow>(
    statement: Statement,
    values: readonly unknown[],
  ): Promise<readonly Row[]>;
}

/**
 * PostgreSQL as the activities use it: each statement is a separate transaction. If it lost a race against another
 * transaction it had no effect, and runs again: then it sees the other's changes.
 */
export interface Database extends Statements {
  /** Runs several statements as one transaction. If it lost a race, all of the work is done again. */
  transact(work: (statements: Statements) => Promise<void>): Promise<void>;
  close(): Promise<void>;
}

/** A connection pool on which no statement can hang: after a time-out its connection is closed. */
export function connectDatabase(url: string, connections = 10, tracing: Tracing = noTracing): Database {
  const options = {
    application_name: 'order-management worker',
    max: connections,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    statement_timeout: STATEMENT_TIMEOUT_MS,
    query_timeout: ANSWER_TIMEOUT_MS,
    keepAliveInitialDelayMillis: 10_000,
  };
  const pool = openPool(url, options, tracing);

  async function onConnection<Result>(use: (client: pg.PoolClient) => Promise<Result>): Promise<Result> {
    const client = await pool.connect();
    try {
      const result = await use(client);
      client.release();
      return result;
    } catch (error) {
      // After anything but a lost race the connection is closed: it may hang, or hold a plan that no longer fits.
      client.release(!isLostRace(error));
      throw error;
    }
  }

  return {
    run: (statement, values) =>
      untilNoRaceIsLost(() => onConnection((client) => statementsOn(client).run(statement, values))),
    transact: (work) =>
      untilNoRaceIsLost(() =>
        onConnection(async (client) => {
          await client.query('begin');
          try {
            await work(statementsOn(client));
            await client.query('commit');
          } catch (error) {
            if (isLostRace(error)) await client.query('rollback');
            throw error;
          }
        }),
      ),
    close: () => pool.end(),
  };
}

function statementsOn(client: pg.PoolClient): Statements {
  return {
    async run<Row extends pg.QueryResultRow>(statement: Statement, values: readonly unknown[]) {
      const { rows } = await client.query<Row>({ ...statement, values: [...values] });
      return rows;
    },
  };
}

async function untilNoRaceIsLost<Result>(attempt: () => Promise<Result>): Promise<Result> {
  for (let race = 1; ; race++) {
    try {
      return await attempt();
    } catch (error) {
      if (race === RACES || !isLostRace(error)) throw error;
      await sleep(Math.random() * 5 * race);
    }
  }
}

/** The row of a statement that always has exactly one. */
export function onlyRow<Row>(rows: readonly Row[]): Row {
  const row = rows[0];
  if (row === undefined || rows.length > 1) throw new Error(`Expected one row, not ${rows.length}`);
  return row;
}

function isLostRace(error: unknown): boolean {
  return error instanceof pg.DatabaseError && LOST_RACES.includes(error.code);
}
