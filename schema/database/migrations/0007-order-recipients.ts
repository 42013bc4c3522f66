import type { Kysely, Migration } from 'kysely';
import { sql } from 'kysely';

const statements = [
  // How a name is compared: as typed in any case, with any white space. Cut, so that no name takes much room.
  sql`create function recipient_term(name text) returns text language sql immutable as $$
    select left(lower(regexp_replace(btrim(name), '[[:space:]]+', ' ', 'g')), 64)
  $$`,
  // A name is found by the start of each of its words: "ada norberg" is kept as "ada norberg" and "norberg".
  sql`create function recipient_terms(name text) returns setof text language sql immutable as $$
    select distinct recipient_term(array_to_string(words[first:], ' '))
    from regexp_split_to_array(btrim(name), '[[:space:]]+') as words,
      generate_series(1, least(8, cardinality(words))) as first
    where name <> ''
  $$`,
  sql`create table order_recipients (
    order_id text not null,
    term text not null,
    ordered_at timestamptz not null
  )`,
  // By a trigger: workers of the version before write orders too while builds run side by side.
  sql`create function note_recipient() returns trigger language plpgsql as $$
    begin
      insert into order_recipients (order_id, term, ordered_at)
        select new.id, recipient_terms(new.snapshot #>> '{deliveryAddress,name}'), new.placed_at;
      return null;
    end
  $$`,
  sql`create trigger note_recipient after insert on orders for each row execute function note_recipient()`,
  sql`insert into order_recipients (order_id, term, ordered_at)
    select id, recipient_terms(snapshot #>> '{deliveryAddress,name}'), placed_at from orders`,
  // After the rows are there: otherwise each of them would be checked by itself.
  sql`alter table order_recipients
    add primary key (order_id, term),
    add foreign key (order_id) references orders on delete cascade`,
  // In the order in which a search takes them: the name itself first, then longer ones, of each the newest first.
  sql`create index order_recipients_term on order_recipients (term text_pattern_ops, ordered_at desc, order_id)`,
] as const;

/**
 * Finds orders by the name of who receives them. Prefixes of words need no extension, are read in the order of the index
 * as far as they are wanted, and are written once: an order's address never changes.
 */
export const orderRecipients: Migration = {
  async up(database: Kysely<unknown>): Promise<void> {
    for (const statement of statements) await statement.execute(database);
    await sql`analyze order_recipients`.execute(database);
  },
};
