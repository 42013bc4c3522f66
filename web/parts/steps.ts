import type { FulfillmentDetailsFragment } from '../generated/graphql.js';

/** `off`: will not happen. */
export type StepState = 'done' | 'now' | 'ahead' | 'failed' | 'off';

export interface Step {
  readonly name: string;
  readonly state: StepState;
  readonly at: string | null;
}

interface Milestone {
  readonly name: string;
  /** Its name if it failed: a cross next to "Delivered" would be contradictory. */
  readonly otherwise: string;
  readonly reached: boolean;
  readonly failed?: boolean;
  readonly at?: string | null | undefined;
}

/** The steps of one fulfilment, from the warehouse to the customer; none is active while its order `waits` for an answer. */
export function stepsOf(fulfillment: FulfillmentDetailsFragment, waits: boolean): readonly Step[] {
  const { status, location, payment, shipment } = fulfillment;
  const isLost = shipment?.status === 'FAILED';
  const outForDelivery = shipment?.trackingEvents.findLast(({ type }) => type === 'OUT_FOR_DELIVERY');
  const booked = shipment?.trackingEvents.find(({ type }) => type === 'BOOKED');
  const delivered = shipment?.status === 'DELIVERED';
  const dispatched = delivered || (shipment?.dispatchedAt ?? null) !== null;
  const milestones: readonly Milestone[] = [
    {
      name: 'Reserved',
      otherwise: 'Not in stock',
      reached: location != null,
      failed: location == null,
    },
    {
      name: 'Charged',
      otherwise: payment?.declineCode == null ? 'Not charged' : 'Declined',
      reached: (payment?.chargedAt ?? null) !== null,
      failed: payment?.status === 'FAILED',
      at: payment?.chargedAt,
    },
    {
      name: 'Booked',
      otherwise: 'Not booked',
      reached: dispatched || (shipment?.trackingNumber ?? null) !== null,
      at: booked?.at,
    },
    { name: 'Picked up', otherwise: 'Not picked up', reached: dispatched, at: shipment?.dispatchedAt },
    {
      name: 'Out for delivery',
      otherwise: 'Not out for delivery',
      reached: delivered || outForDelivery !== undefined,
      at: outForDelivery?.at,
    },
    {
      name: 'Delivered',
      otherwise: isLost ? 'Lost' : 'Not delivered',
      reached: delivered,
      at: shipment?.deliveredAt,
    },
  ];
  const ended = status === 'CANCELLED' || status === 'FAILED' || status === 'UNAVAILABLE';
  const next = milestones.findIndex(({ reached }) => !reached);
  return milestones.map(({ name, otherwise, reached, failed, at }, index): Step => {
    const judge = (): StepState => {
      if (failed) return 'failed';
      if (reached) return 'done';
      // Nobody knows where a parcel was lost; it was not delivered.
      if (status === 'FAILED' && index === (isLost ? milestones.length - 1 : next)) return 'failed';
      if (ended) return 'off';
      return index === next && !waits ? 'now' : 'ahead';
    };
    const state = judge();
    return { name: state === 'failed' ? otherwise : name, state, at: reached ? (at ?? null) : null };
  });
}
