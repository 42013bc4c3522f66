import type { TrackedOrderDetailsFragment, TrackedParcelDetailsFragment } from '../generated/graphql.js';
import { longDay, plural, sentence } from '../parts/format.js';
import type { Meaning, Tone } from '../parts/status-names.js';
import { orderMeaning, shipmentMeaning, trackingMeaning } from '../parts/status-names.js';

/** The first lines of a tracking link's page. */
export interface TrackedLead {
  /** When it arrives or arrived, else how it stands. */
  readonly title: string;
  /** What happens now, in a sentence. */
  readonly detail: string;
  readonly tone: Tone;
}

/** When the order arrives, and what happens now. */
export function trackedLead(order: TrackedOrderDetailsFragment): TrackedLead {
  const { tone } = orderMeaning(order.status);
  switch (order.status) {
    case 'PENDING':
      return { title: 'Order received', detail: 'The items are being reserved.', tone };
    case 'CUSTOMER_ACTION_REQUIRED':
      return {
        title: 'On hold',
        detail: 'Something is not in stock. Whoever ordered it decides what happens next.',
        tone,
      };
    case 'PROCESSING': {
      const late = order.parcels.some(({ isLate }) => isLate);
      return { title: arrival(order) ?? 'Being packed', detail: stages(order), tone: late ? 'wait' : tone };
    }
    case 'COMPLETED': {
      const [latest] = order.parcels
        .flatMap(({ deliveredAt }) => deliveredAt ?? [])
        .toSorted()
        .toReversed();
      const title = latest === undefined ? 'Delivered' : `Delivered ${longDay(latest)}`;
      return { title, detail: `All of it has arrived.`, tone };
    }
    case 'PARTIALLY_COMPLETED':
      return { title: 'Partly delivered', detail: stages(order), tone };
    case 'FAILED':
      return {
        title: 'It will not arrive',
        detail: 'Nothing was delivered. Whoever ordered it can find out why.',
        tone,
      };
    case 'CANCELLED':
      return { title: 'Cancelled', detail: 'The order was cancelled: nothing more is sent.', tone };
    case 'TIMED_OUT':
      return { title: 'Not sent', detail: 'The order has ended: nothing is sent.', tone };
    default:
      return order.status satisfies never;
  }
}

/** When the next parcel is promised; null before a courier is booked. */
function arrival({ parcels }: TrackedOrderDetailsFragment): string | null {
  const coming = parcels.filter(({ status }) => isComing(status));
  const promised = coming
    .filter(({ deliveryWindow }) => deliveryWindow != null)
    .toSorted((one, other) => (untilOf(one) < untilOf(other) ? -1 : 1));
  const [next] = promised;
  if (next === undefined) return null;
  if (next.isLate) return `Late: was expected ${longDay(untilOf(next))}`;
  const isAll = promised.length === coming.length && new Set(promised.map(dayInWords)).size === 1;
  return `${isAll ? 'Arrives' : 'Next parcel arrives'} ${dayInWords(next)}`;
}

/** The promised day, or the days between which it is. */
export function dayInWords({ deliveryWindow }: TrackedParcelDetailsFragment): string {
  if (deliveryWindow == null) return '';
  const [from, until] = [longDay(deliveryWindow.from), longDay(deliveryWindow.until)];
  return from === until ? until : `${from} to ${until}`;
}

function untilOf({ deliveryWindow }: TrackedParcelDetailsFragment): string {
  return deliveryWindow?.until ?? '';
}

/** Whether a parcel in this status is still to arrive. */
export function isComing(status: TrackedParcelDetailsFragment['status']): boolean {
  return status === 'PENDING' || status === 'BOOKED' || status === 'DISPATCHED';
}

/** "Waiting for the courier.", or of several parcels "2 parcels: 1 delivered, 1 under way." */
function stages({ parcels }: TrackedOrderDetailsFragment): string {
  const texts = parcels.map((parcel) => parcelStage(parcel).text);
  const [first] = texts;
  if (first === undefined) return 'The parcels are being packed.';
  if (texts.length === 1) return sentence(first);
  const counted = [...new Set(texts)].map(
    (text) => `${texts.filter((other) => other === text).length} ${text.toLowerCase()}`,
  );
  return `${plural(texts.length, 'parcel')}: ${counted.join(', ')}.`;
}

/** What is happening to a parcel now. On its way the courier's latest report says more than the status. */
export function parcelStage({ status, events }: TrackedParcelDetailsFragment): Meaning {
  if (status === 'PENDING') return { text: 'Being packed', tone: 'move' };
  const latest = events.at(-1)?.type;
  const isTelling = latest === 'OUT_FOR_DELIVERY' || latest === 'DELAYED' || latest === 'ATTEMPTED_DELIVERY';
  return status === 'DISPATCHED' && isTelling ? trackingMeaning(latest) : shipmentMeaning(status);
}
