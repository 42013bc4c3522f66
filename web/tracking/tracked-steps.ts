import type { TrackedParcelDetailsFragment } from '../generated/graphql.js';
import type { Step } from '../parts/steps.js';
import { isComing } from './tracked-lead.js';

/** The way of a parcel as its link shows it, from the warehouse to the door. */
export function trackedSteps({
  status,
  dispatchedAt,
  deliveredAt,
  events,
}: TrackedParcelDetailsFragment): readonly Step[] {
  const isDelivered = status === 'DELIVERED';
  const out = events.findLast(({ type }) => type === 'OUT_FOR_DELIVERY');
  const booked = events.find(({ type }) => type === 'BOOKED');
  const stations = [
    { name: 'Packed', isReached: status !== 'PENDING' && booked !== undefined, at: booked?.at },
    { name: 'Picked up', isReached: isDelivered || dispatchedAt != null, at: dispatchedAt },
    { name: 'Out for delivery', isReached: isDelivered || out !== undefined, at: out?.at },
    { name: 'Delivered', isReached: isDelivered, at: deliveredAt },
  ];
  const next = stations.findIndex(({ isReached }) => !isReached);
  return stations.map(({ name, isReached, at }, index): Step => {
    if (isReached) return { name, state: 'done', at: at ?? null };
    if (isComing(status)) return { name, state: index === next ? 'now' : 'ahead', at: null };
    const isLost = status === 'FAILED' && name === 'Delivered';
    return { name: isLost ? 'Not delivered' : name, state: isLost ? 'failed' : 'off', at: null };
  });
}
