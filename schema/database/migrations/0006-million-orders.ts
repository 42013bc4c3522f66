import type { Kysely, Migration } from 'kysely';
import { sql } from 'kysely';

const statements = [
  sql`create table order_skus (
    order_id text not null,
    sku text not null,
    ordered_at timestamptz not null
  )`,
  // By a trigger: workers of the version before write orders too while builds run side by side.
  sql`create function note_skus() returns trigger language plpgsql as $$
    begin
      insert into order_skus (order_id, sku, ordered_at) select distinct new.id, unnest(new.skus), new.placed_at;
      return null;
    end
  $$`,
  sql`create trigger note_skus after insert on orders for each row execute function note_skus()`,
  sql`insert into order_skus (order_id, sku, ordered_at)
    select distinct id, unnest(skus), placed_at from orders`,
  // After the rows are there: otherwise each of them would be checked by itself.
  sql`alter table order_skus
    add primary key (order_id, sku),
    add foreign key (order_id) references orders on delete cascade`,
  sql`create index order_skus_ordered on order_skus (sku, ordered_at, order_id)`,
  sql`drop index orders_skus`,
  sql`create index orders_status_updated on orders (status, updated_at, id)`,
  sql`create index orders_status_changed on orders (status, changed_in, id)`,
  sql`create index orders_customer_updated on orders (customer_id, updated_at, id)`,
] as const;

/**
 * What finds orders among a million. The SKUs have a table: an index of the array has no statistics that tell a SKU
 * nobody ordered from one that many did, and was written anew with each publication.
 */
export const millionOrders: Migration = {
  async up(database: Kysely<unknown>): Promise<void> {
    for (const statement of statements) await statement.execute(database);
    await sql`analyze order_skus`.execute(database);
  },
};
