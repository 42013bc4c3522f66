import type { Kysely, Migration } from 'kysely';
import { sql } from 'kysely';

/**
 * In 0.1.0 a shipment did not know when it was created, and its row said when it was first published. Its order says that it
 * was placed then: the row says the same, or the shipment would have one time in a page and another in its order.
 */
export const createdWithTheirOrders: Migration = {
  async up(database: Kysely<unknown>): Promise<void> {
    await sql`
      update shipments set created_at = orders.placed_at from orders
      where orders.id = shipments.order_id and not shipments.contents -> 'shipment' ? 'createdAt'
        and shipments.created_at <> orders.placed_at
    `.execute(database);
  },
};
