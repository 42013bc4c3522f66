import type { Kysely, Migration } from 'kysely';
import { sql } from 'kysely';

const statements = [
  // Null in the rows that are there, which no webhook gets: a default for them would write the whole table anew.
  sql`alter table order_events add column written_in xid8`,
  sql`alter table order_events alter column written_in set default pg_current_xact_id()`,
  sql`create index order_events_written on order_events (written_in) where written_in is not null`,
  sql`create table webhooks (
    id text primary key,
    url text not null,
    description text not null,
    event_types text[],
    state text not null,
    secret text not null,
    previous_secret text,
    previous_secret_until timestamptz,
    written_in xid8 not null,
    order_id text not null,
    sequence integer not null,
    ahead jsonb not null default '[]',
    round text,
    failures integer not null default 0,
    failing_since timestamptz,
    last_error text,
    last_attempt_at timestamptz,
    next_attempt_at timestamptz,
    last_delivered_at timestamptz,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now()
  )`,
] as const;

/** Who is told of order events, and how far each has got in the order in which events were written. */
export const webhooks: Migration = {
  async up(database: Kysely<unknown>): Promise<void> {
    for (const statement of statements) await statement.execute(database);
  },
};
