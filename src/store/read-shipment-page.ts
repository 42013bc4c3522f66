import type { RawBuilder } from 'kysely';
import { sql } from 'kysely';
import type { ShipmentStatus } from '../../schema/domain/shipment-status.js';
import { textProblem } from '../../schema/domain/text.js';
import type { Store } from './database.js';
import { prefixPattern } from './like-pattern.js';
import type { CountedPage, PageRequest } from './page.js';
import type { ShipmentRow } from './read-shipments.js';
import { shipmentRecordOf } from './read-shipments.js';
import type { RowSelection } from './read-timed-page.js';
import { readTimedPage } from './read-timed-page.js';
import type { ShipmentRecord } from './shipment-record.js';
import type { TimedList } from './timed-key.js';

/** Which shipments a list shows; what is left out does not matter. */
export interface ShipmentSelection {
  readonly status?: readonly ShipmentStatus[] | null;
  readonly orderId?: string | null;
  readonly location?: string | null;
  /** The only customer whose shipments the reader may see; null: everybody's. */
  readonly reach: string | null;
  readonly search?: string | null;
}

const list: TimedList = { table: 'shipments', tag: 'shipments', column: 'created_at', descending: true };

/** A page of shipments, the newest first. */
export function readShipmentPage(
  database: Store,
  selection: ShipmentSelection,
  request: PageRequest,
): Promise<CountedPage<ShipmentRecord>> {
  return readTimedPage<ShipmentRow, ShipmentRecord>(
    database,
    list,
    rowsOf(selection),
    request,
    shipmentRecordOf,
  );
}

function rowsOf(selection: ShipmentSelection): RowSelection | undefined {
  const { status, reach, orderId, location, search } = selection;
  // PostgreSQL would take some of these texts for a fault.
  const unstorable = [orderId, location, search].some((text) => text && textProblem(text) !== null);
  if (status?.length === 0 || unstorable) return undefined;
  const conditions: RawBuilder<boolean>[] = [];
  if (reach !== null) conditions.push(sql`customer_id = ${reach}`);
  if (orderId != null) conditions.push(sql`order_id = ${orderId}`);
  if (location != null) conditions.push(sql`location = ${location}`);
  return { conditions, statuses: status ?? null, searches: search ? searchConditions(search) : null };
}

function searchConditions(search: string): readonly RawBuilder<boolean>[] {
  return [sql`order_id like ${prefixPattern(search)}`, sql`tracking_number like ${prefixPattern(search)}`];
}
