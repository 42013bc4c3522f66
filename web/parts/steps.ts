import type { FulfillmentDetailsFragment } from '../generated/graphql.js';

/** `off`: will not come any more. */
export type StepState = 'done' | 'now' | 'ahead' | 'failed' | 'off';

export interface Step {
  readonly name: string;
  readonly state: StepState;
  readonly at: string | null;
}

interface Milestone {
  readonly name: string;
  readonly reached: boolean;
  readonly failed?: boolean;
  readonly at?: string | null | undefined;
}

/** The way of one fulfilment, from the shelf to the doorstep; while its order `waits` for an answer nothing is on. */
export function stepsOf(fulfillment: FulfillmentDetailsFragment, waits: boolean): readonly Step[] {
  const { status, payment, shipment } = fulfillment;
  const outForDelivery = shipment?.trackingEvents.findLast(({ type }) => type === 'OUT_FOR_DELIVERY');
  const booked = shipment?.trackingEvents.find(({ type }) => type === 'BOOKED');
  const delivered = shipment?.status === 'DELIVERED';
  const dispatched = delivered || (shipment?.dispatchedAt ?? null) !== null;
  const milestones: readonly Milestone[] = [
    { name: 'Reserved', reached: status !== 'UNAVAILABLE', failed: status === 'UNAVAILABLE' },
    {
      name: 'Charged',
      reached: (payment?.chargedAt ?? null) !== null,
      failed: payment?.status === 'FAILED',
      at: payment?.chargedAt,
    },
    { name: 'Booked', reached: dispatched || (shipment?.trackingNumber ?? null) !== null, at: booked?.at },
    { name: 'Dispatched', reached: dispatched, at: shipment?.dispatchedAt },
    { name: 'Out for delivery', reached: delivered || outForDelivery !== undefined, at: outForDelivery?.at },
    { name: 'Delivered', reached: delivered, at: shipment?.deliveredAt },
  ];
  const isLost = shipment?.status === 'FAILED';
  const ended = status === 'CANCELLED' || status === 'FAILED' || status === 'UNAVAILABLE';
  const next = milestones.findIndex(({ reached }) => !reached);
  return milestones.map(({ name, reached, failed, at }, index): Step => {
    const state = (): StepState => {
      if (failed) return 'failed';
      if (reached) return 'done';
      // Where a parcel was lost nobody knows; what came of it is that it wasn't delivered.
      if (status === 'FAILED' && index === (isLost ? milestones.length - 1 : next)) return 'failed';
      if (ended) return 'off';
      return index === next && !waits ? 'now' : 'ahead';
    };
    return { name, state: state(), at: reached ? (at ?? null) : null };
  });
}
