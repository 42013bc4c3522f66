import { windowOf } from '../../schema/domain/lateness.js';
import type { Address } from '../../schema/domain/order-input.js';
import type { FulfillmentSnapshot, OrderSnapshot } from '../../schema/domain/order-snapshot.js';
import type { ShipmentStatus } from '../../schema/domain/shipment-status.js';
import type { TrackingEvent, TrackingEventType } from '../../schema/domain/tracking-event.js';
import type { TrackedEvent, TrackedOrder, TrackedParcel } from '../../schema/graphql/tracking.js';

/** The part of an order that its tracking link shows, picked field by field. */
export function trackedOrder(order: OrderSnapshot): TrackedOrder {
  const { status, revision, placedAt, updatedAt, closedAt, deliveryAddress } = order;
  const parcels = order.fulfillments
    // What no warehouse has is no parcel.
    .filter(({ location }) => location !== null)
    .map((fulfillment, index) => trackedParcel(fulfillment, index + 1, deliveryAddress));
  return { status, revision, placedAt, updatedAt, closedAt, parcels };
}

function trackedParcel(
  fulfillment: FulfillmentSnapshot,
  number: number,
  address: Address | null,
): TrackedParcel {
  const { items, shipment } = fulfillment;
  return {
    number,
    status: parcelStatus(fulfillment),
    carrier: shipment?.carrier ?? null,
    deliveryWindow: shipment && windowOf(shipment),
    isLate: shipment?.isLate ?? false,
    dispatchedAt: shipment?.dispatchedAt ?? null,
    deliveredAt: shipment?.deliveredAt ?? null,
    items: items.map(({ name, quantity }) => ({ name, quantity })),
    events: (shipment?.trackingEvents ?? []).map((event) => trackedEvent(event, address)),
  };
}

/** A part that ended before it had a shipment, by a cancel or a declined charge, has no status of a shipment. */
function parcelStatus({ status, shipment }: FulfillmentSnapshot): ShipmentStatus {
  switch (status) {
    case 'CANCELLED':
      return shipment?.status ?? 'CANCELLED';
    case 'FAILED':
      return shipment?.status ?? 'FAILED';
    case 'UNAVAILABLE':
    case 'PENDING':
    case 'PROCESSING':
    case 'COMPLETED':
      return shipment?.status ?? 'PENDING';
    default:
      return status satisfies never;
  }
}

/** Without the courier's note: people write in it who took the parcel, and where it lies. */
function trackedEvent({ type, at, location }: TrackingEvent, address: Address | null): TrackedEvent {
  const isShown = location !== null && showsPlace[type] && !namesPartOf(address, location);
  return { type, at, place: isShown ? location : null };
}

/** Whether the place is on the road, not at the door. */
const showsPlace: Readonly<Record<TrackingEventType, boolean>> = {
  BOOKED: true,
  PICKED_UP: true,
  IN_TRANSIT: true,
  DELAYED: true,
  OUT_FOR_DELIVERY: false,
  ATTEMPTED_DELIVERY: false,
  DELIVERED: false,
  FAILED: false,
  CANCELLED: false,
};

/** Places are in the courier's words: one that repeats a part of the address tells where somebody lives. */
function namesPartOf(address: Address | null, place: string): boolean {
  if (address === null) return false;
  const { name, line1, line2, postalCode, phone } = address;
  const said = folded(place);
  // Without its prefix, which people leave out.
  const number = phone?.replace(/\D/g, '').slice(-7);
  return [name, line1, line2, postalCode, number].some((part) => {
    const secret = folded(part ?? '');
    return secret !== '' && said !== '' && (said.includes(secret) || secret.includes(said));
  });
}

/** Without case, accents, spaces and signs. */
function folded(text: string): string {
  return text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '');
}
