import type { RawBuilder } from 'kysely';
import { sql } from 'kysely';
import { textProblem } from '../../schema/domain/text.js';
import type { ShipmentSort } from '../../schema/graphql/enums.js';
import type { ShipmentFilter } from '../../schema/graphql/list-arguments.js';
import { decodeChangeMark } from './change-marks.js';
import type { Store } from './database.js';
import { prefixPattern } from './like-pattern.js';
import type { CountedPage, PageRequest } from './page.js';
import type { StoredShipment } from './read-shipments.js';
import { shipmentRecordOf } from './read-shipments.js';
import type { RowSelection } from './read-sorted-page.js';
import { readSortedPage } from './read-sorted-page.js';
import type { ShipmentReach } from './shipment-reach.js';
import { reachConditions } from './shipment-reach.js';
import type { ShipmentRecord } from './shipment-record.js';
import type { SortedList } from './sorted-list.js';
import { changeList, timedList } from './sorted-list.js';

/** Which shipments a list shows. All given conditions must hold. */
export interface ShipmentSelection extends Omit<ShipmentFilter, 'locationId'> {
  readonly location?: string | null;
  /** Which shipments the caller may see. */
  readonly reach: ShipmentReach;
}

const lists: Readonly<Record<keyof typeof ShipmentSort, SortedList>> = {
  CREATED_AT_DESC: timedList('shipments', 'shipments', 'created_at', 'desc'),
  CREATED_AT_ASC: timedList('shipments', 'shipments-asc', 'created_at', 'asc'),
  ESTIMATED_DELIVERY_ASC: timedList('shipments', 'shipments-estimated', 'estimated_delivery', 'asc'),
  CHANGED_ASC: changeList('shipments'),
};

export function readShipmentPage(
  database: Store,
  selection: ShipmentSelection,
  sort: keyof typeof ShipmentSort,
  request: PageRequest,
): Promise<CountedPage<ShipmentRecord>> {
  return readSortedPage<StoredShipment, ShipmentRecord>(
    database,
    lists[sort],
    rowsOf(selection),
    request,
    shipmentRecordOf,
  );
}

function rowsOf(selection: ShipmentSelection): RowSelection | undefined {
  const { status, reach, orderId, location, carrier, courierId, assigned, search } = selection;
  const { estimatedBefore, updatedAfter, changedAfter, isLate } = selection;
  const mark = changedAfter == null ? null : decodeChangeMark('shipments', changedAfter);
  // PostgreSQL refuses texts that it cannot store.
  const texts = [orderId, location, carrier, courierId, search];
  const unstorable = texts.some((text) => text && textProblem(text) !== null);
  if (status?.length === 0 || unstorable) return undefined;
  const conditions: RawBuilder<boolean>[] = [];
  if (orderId != null) conditions.push(sql`order_id = ${orderId}`);
  if (location != null) conditions.push(sql`location = ${location}`);
  if (carrier != null) conditions.push(sql`carrier = ${carrier}`);
  if (courierId != null) conditions.push(sql`courier_id = ${courierId}`);
  if (assigned != null) conditions.push(assigned ? sql`courier_id is not null` : sql`courier_id is null`);
  if (isLate != null) conditions.push(isLate ? sql`is_late` : sql`not is_late`);
  if (estimatedBefore) conditions.push(sql`estimated_delivery < ${estimatedBefore}`);
  if (updatedAfter) conditions.push(sql`updated_at > ${updatedAfter}`);
  return {
    conditions,
    changedAfter: mark,
    reaches: reachConditions(reach),
    statuses: status ?? null,
    searches: search ? { inOrder: searchConditions(search), limited: [] } : null,
  };
}

function searchConditions(search: string): readonly RawBuilder<boolean>[] {
  return [sql`order_id like ${prefixPattern(search)}`, sql`tracking_number like ${prefixPattern(search)}`];
}
