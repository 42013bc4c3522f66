import { Kysely, PostgresDialect } from 'kysely';
import { openPool } from '../../runtime/database/open-pool.js';
import type { Tables } from '../../schema/database/tables.js';
import type { Store } from '../../src/store/database.js';

/** What a read took in the database: ms of planning and execution, and pages of 8 KiB looked at. */
export interface Cost {
  readonly ms: number;
  readonly buffers: number;
}

interface Explanation {
  readonly 'QUERY PLAN': readonly [
    {
      readonly 'Planning Time': number;
      readonly 'Execution Time': number;
      readonly Plan: { readonly 'Shared Hit Blocks': number; readonly 'Shared Read Blocks': number };
    },
  ];
}

/** A store that also explains each of its queries, to measure what a read costs. */
export interface ExplainedStore extends AsyncDisposable {
  readonly store: Store;
  /** The result of the read, and the total cost of its queries. */
  costOf<Result>(read: () => Promise<Result>): Promise<{ readonly result: Result; readonly cost: Cost }>;
}

export function openExplainedStore(url: string): ExplainedStore {
  const pool = openPool(url, { max: 2 });
  let costs: Cost[] = [];
  const explaining = {
    async connect() {
      const client = await pool.connect();
      return {
        async query(text: string, values: unknown[]) {
          const { rows } = await client.query<Explanation>(
            `explain (analyze, buffers, timing off, format json) ${text}`,
            values,
          );
          const plan = rows[0]?.['QUERY PLAN'][0];
          if (!plan) throw new Error('An explanation has one row');
          costs.push({
            ms: plan['Planning Time'] + plan['Execution Time'],
            buffers: plan.Plan['Shared Hit Blocks'] + plan.Plan['Shared Read Blocks'],
          });
          return client.query(text, values);
        },
        release: () => client.release(),
      };
    },
    end: () => pool.end(),
  };
  // Kysely calls nothing else of a pool.
  const dialect = new PostgresDialect({ pool: explaining as never });
  const store = new Kysely<Tables>({ dialect });
  return {
    store,
    async costOf(read) {
      costs = [];
      const result = await read();
      const sum = (of: (cost: Cost) => number) => costs.reduce((total, cost) => total + of(cost), 0);
      return { result, cost: { ms: sum(({ ms }) => ms), buffers: sum(({ buffers }) => buffers) } };
    },
    [Symbol.asyncDispose]: () => store.destroy(),
  };
}
