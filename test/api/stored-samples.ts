import type { OrderSnapshot } from '../../schema/domain/order-snapshot.js';
import { orderStatuses } from '../../schema/domain/order-status.js';
import type { ShipmentStatus } from '../../schema/domain/shipment-status.js';
import { shipmentStatuses } from '../../schema/domain/shipment-status.js';
import type { ActivityDatabase } from '../activities/activity-database.js';
import { orderInStatus } from './sample-order.js';

/** A stored order with one stored shipment, and what tests select by. */
export interface StoredSample {
  readonly id: string;
  readonly order: OrderSnapshot;
  readonly placedAt: Date;
  readonly updatedAt: Date;
  readonly shipmentId: string;
  readonly shipmentStatus: ShipmentStatus;
  readonly location: string;
  readonly courierId: string | null;
  readonly trackingNumber: string;
}

const customers = ['kim', 'lee', 'order-1', 'max'];
const recipients = ['Ada Norberg', 'Noor  ten Brink', 'Smith_1%'];
const address = {
  line1: '1 Road',
  line2: null,
  city: 'Boston',
  region: null,
  postalCode: '02108',
  country: 'US',
};
const start = Date.parse('2026-03-01T00:00:00Z');

/** Stores orders of all kinds; several were placed and updated in the same millisecond. */
export async function storeSamples(
  database: Pick<ActivityDatabase, 'query'>,
  count: number,
): Promise<readonly StoredSample[]> {
  const samples = Array.from({ length: count }, (_, n) => sample(n));
  await database.query(
    `insert into orders
       (id, run_id, customer_id, status, revision, placed_at, updated_at, closed_at, skus, snapshot)
     select id, 'run', customer, status, 1, placed, updated, null, array[sku], snapshot
     from unnest($1::text[], $2::text[], $3::text[], $4::timestamptz[], $5::timestamptz[], $6::text[], $7::jsonb[])
       as rows (id, customer, status, placed, updated, sku, snapshot)`,
    [
      samples.map(({ id }) => id),
      samples.map(({ order }) => order.customerId),
      samples.map(({ order }) => order.status),
      samples.map(({ placedAt }) => placedAt),
      samples.map(({ updatedAt }) => updatedAt),
      samples.map(({ order }) => order.items[0]?.sku),
      samples.map(({ order }) => JSON.stringify(order)),
    ],
  );
  await database.query(
    `insert into shipments
       (id, order_id, fulfillment_id, customer_id, location, status, courier_id, revision, tracking_number, created_at,
        updated_at, contents)
     select id, order_id, order_id || ':1', customer, location, status, courier, 1, tracking, created, created,
       '{"items": [], "deliveryAddress": null, "shipment": {}}'
     from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::timestamptz[],
       $8::text[]) as rows (id, order_id, customer, location, status, tracking, created, courier)`,
    [
      samples.map(({ shipmentId }) => shipmentId),
      samples.map(({ id }) => id),
      samples.map(({ order }) => order.customerId),
      samples.map(({ location }) => location),
      samples.map(({ shipmentStatus }) => shipmentStatus),
      samples.map(({ trackingNumber }) => trackingNumber),
      samples.map(({ placedAt }) => placedAt),
      samples.map(({ courierId }) => courierId),
    ],
  );
  return samples;
}

function sample(n: number): StoredSample {
  const customerId = customers[n % customers.length] as string;
  const id = `${n % 11 === 0 ? 'kim' : 'order'}-${n}`;
  const base = orderInStatus(
    orderStatuses[(n * 7) % orderStatuses.length] as (typeof orderStatuses)[0],
    customerId,
    id,
  );
  const placedAt = new Date(start + Math.floor(n / 5) * 1_000 + (n % 2));
  return {
    id,
    order: {
      ...base,
      items: [{ sku: `sku-${n % 5}`, quantity: 1, name: null, unitPrice: null }],
      deliveryAddress: { ...address, name: recipients[n % recipients.length] as string },
    },
    placedAt,
    updatedAt: new Date(start + ((n * 37) % 90) * 60_000),
    // In the order of the orders' own ids, so that one comparison serves both.
    shipmentId: `shp-1-${id}`,
    shipmentStatus: shipmentStatuses[(n * 5) % shipmentStatuses.length] as ShipmentStatus,
    location: n % 3 === 0 ? 'Boston' : 'Seattle',
    courierId: [null, 'cora', null, 'carl'][n % 4] ?? null,
    trackingNumber: `TN${n}`,
  };
}
