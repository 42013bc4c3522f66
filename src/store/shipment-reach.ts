import type { RawBuilder } from 'kysely';
import { sql } from 'kysely';

/** What a courier may see: what it has, and what nobody has at its locations (null: at all of them). */
export interface CourierReach {
  readonly courierId: string;
  readonly locations: readonly string[] | null;
}

/** Which shipments somebody may see. */
export type ShipmentReach =
  | { readonly of: 'ALL' }
  | { readonly of: 'CUSTOMER'; readonly customerId: string }
  | ({ readonly of: 'COURIER' } & CourierReach);

/** What of a shipment decides who may see it. */
export interface ReachableShipment {
  readonly customerId: string;
  readonly location: string;
  readonly courierId: string | null;
}

/** Whether the shipment is one of these. */
export function isWithinReach(reach: ShipmentReach, shipment: ReachableShipment): boolean {
  switch (reach.of) {
    case 'ALL':
      return true;
    case 'CUSTOMER':
      return shipment.customerId === reach.customerId;
    case 'COURIER':
      return isWithinCourierReach(reach, shipment);
    default:
      return reach satisfies never;
  }
}

/** The same of a courier. */
export function isWithinCourierReach(
  { courierId, locations }: CourierReach,
  shipment: Pick<ReachableShipment, 'location' | 'courierId'>,
): boolean {
  if (shipment.courierId !== null) return shipment.courierId === courierId;
  return locations === null || locations.includes(shipment.location);
}

/** The same of rows, as alternatives that one index each answers; null: all rows are. */
export function reachConditions(reach: ShipmentReach): readonly RawBuilder<boolean>[] | null {
  switch (reach.of) {
    case 'ALL':
      return null;
    case 'CUSTOMER':
      return [sql`customer_id = ${reach.customerId}`];
    case 'COURIER': {
      const { courierId, locations } = reach;
      const own = sql<boolean>`courier_id = ${courierId}`;
      if (locations === null) return [own, sql`courier_id is null`];
      if (locations.length === 0) return [own];
      return [own, sql`(courier_id is null and location in (${sql.join(locations)}))`];
    }
    default:
      return reach satisfies never;
  }
}
