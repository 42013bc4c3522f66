import type { RawBuilder } from 'kysely';
import { sql } from 'kysely';
import type { ShipmentStatus } from '../../schema/domain/shipment-status.js';
import { textProblem } from '../../schema/domain/text.js';
import type { Store } from './database.js';
import { prefixPattern } from './like-pattern.js';
import type { CountedPage, PageRequest } from './page.js';
import { COUNT_LIMIT, emptyPage, pageOf } from './page.js';
import type { ShipmentRow } from './read-shipments.js';
import { shipmentRecordOf } from './read-shipments.js';
import type { ShipmentRecord } from './shipment-record.js';
import type { TimedList } from './timed-key.js';
import { timedCursor, timedRange } from './timed-key.js';

/** Which shipments a list shows; what is left out does not matter. */
export interface ShipmentSelection {
  readonly status?: readonly ShipmentStatus[] | null;
  readonly orderId?: string | null;
  readonly location?: string | null;
  /** The only customer whose shipments the reader may see; null: everybody's. */
  readonly reach: string | null;
  readonly search?: string | null;
}

const list: TimedList = { tag: 'shipments', column: 'created_at', descending: true };

/** A page of shipments, the newest first. */
export async function readShipmentPage(
  database: Store,
  selection: ShipmentSelection,
  request: PageRequest,
): Promise<CountedPage<ShipmentRecord>> {
  const range = timedRange(list, request);
  if (matchesNothing(selection)) return emptyPage;
  const common = [...commonConditions(selection), ...range.conditions];
  const limit = sql`order by ${range.orderBy} limit ${request.size + 1}`;
  const branches = branchConditions(selection).map(
    (branch) => sql`(select id, created_at from shipments ${where([...common, ...branch])} ${limit})`,
  );
  const direction = request.fromEnd ? sql`asc` : sql`desc`;
  const { rows } = await sql<ShipmentRow & { readonly created_at: Date }>`
    with page as (select * from (${sql.join(branches, sql` union `)}) found ${limit})
    select shipments.* from page join shipments using (id)
    order by page.created_at ${direction}, id ${direction}
  `.execute(database);
  const page = pageOf(rows, request, (row) => ({
    cursor: timedCursor(list, row.created_at, row.id),
    node: shipmentRecordOf(row),
  }));
  return { ...page, count: () => countShipments(database, selection) };
}

async function countShipments(database: Store, selection: ShipmentSelection): Promise<number> {
  const { status, search } = selection;
  const conditions = [...commonConditions(selection)];
  if (status) conditions.push(sql<boolean>`status in (${sql.join(status)})`);
  if (search) conditions.push(sql<boolean>`(${sql.join(searchConditions(search), sql` or `)})`);
  const { rows } = await sql<{ count: number }>`
    select count(*) as count from (select from shipments ${where(conditions)} limit ${COUNT_LIMIT}) counted
  `.execute(database);
  return rows[0]?.count ?? 0;
}

function commonConditions({ reach, orderId, location }: ShipmentSelection): readonly RawBuilder<boolean>[] {
  const conditions: RawBuilder<boolean>[] = [];
  if (reach !== null) conditions.push(sql`customer_id = ${reach}`);
  if (orderId != null) conditions.push(sql`order_id = ${orderId}`);
  if (location != null) conditions.push(sql`location = ${location}`);
  return conditions;
}

/** Alternatives that one index each answers in the order of the list. */
function branchConditions({
  status,
  search,
}: ShipmentSelection): readonly (readonly RawBuilder<boolean>[])[] {
  const statuses = status ? [...new Set(status)].map((each) => [sql<boolean>`status = ${each}`]) : [[]];
  const searches = search ? searchConditions(search).map((each) => [each]) : [[]];
  return statuses.flatMap((one) => searches.map((other) => [...one, ...other]));
}

function searchConditions(search: string): readonly RawBuilder<boolean>[] {
  return [sql`order_id like ${prefixPattern(search)}`, sql`tracking_number like ${prefixPattern(search)}`];
}

function matchesNothing({ status, orderId, location, search }: ShipmentSelection): boolean {
  const unstorable = (text: string | null | undefined) => text != null && textProblem(text) !== null;
  return status?.length === 0 || [orderId, location, search].some(unstorable);
}

function where(conditions: readonly RawBuilder<boolean>[]): RawBuilder<unknown> {
  return conditions.length === 0 ? sql`` : sql`where ${sql.join(conditions, sql` and `)}`;
}
