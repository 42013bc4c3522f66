import type { Selectable } from 'kysely';
import type { ShipmentsTable } from '../../schema/database/tables.js';
import type { MarkedRow } from './change-marks.js';
import { changeMarkOf, lineage } from './change-marks.js';
import type { Store } from './database.js';
import type { ShipmentRecord } from './shipment-record.js';

export const shipmentColumns = [
  'id',
  'order_id',
  'fulfillment_id',
  'customer_id',
  'location',
  'courier_id',
  'created_at',
  'contents',
  'changed_in',
] as const satisfies readonly (keyof ShipmentsTable)[];

export type StoredShipment = Pick<Selectable<ShipmentsTable>, (typeof shipmentColumns)[number]> & MarkedRow;

/** The stored shipments with these ids, by id. */
export async function readShipments(
  database: Store,
  ids: readonly string[],
): Promise<ReadonlyMap<string, ShipmentRecord>> {
  if (ids.length === 0) return new Map();
  const rows = await database
    .selectFrom('shipments')
    .select(shipmentColumns)
    .select(lineage.as('lineage'))
    .where('id', 'in', ids)
    .execute();
  return new Map(rows.map((row) => [row.id, shipmentRecordOf(row)]));
}

export function shipmentRecordOf(row: StoredShipment): ShipmentRecord {
  const { shipment, ...rest } = row.contents;
  return {
    ...shipment,
    ...rest,
    id: row.id,
    orderId: row.order_id,
    fulfillmentId: row.fulfillment_id,
    customerId: row.customer_id,
    location: row.location,
    courierId: row.courier_id,
    createdAt: row.created_at.toISOString(),
    isLate: shipment.isLate ?? false,
    changeMark: changeMarkOf('shipments', row),
  };
}
