import type {
  FulfillmentDetailsFragment,
  OrderDetailsFragment,
  ShipmentDetailsFragment,
} from '../generated/graphql.js';
import { expectedWindow, isLate, windowInWords } from './expected.js';
import { failureInWords } from './failure.js';
import { longDay, money, sentence } from './format.js';
import { itemsInWords } from './items-in-words.js';
import { parcelsOf } from './parcels-of.js';
import { stageOf } from './stage.js';
import type { Tone } from './status-names.js';
import { orderMeaning, orderStatusText } from './status-names.js';

/** The first thing that an order's page says. */
export interface OrderLead {
  /** When it arrives or arrived, else how it stands. */
  readonly title: string;
  /** What happens now, or why it ended so, in sentences. */
  readonly detail: string;
  readonly tone: Tone;
}

/** When an order arrives, and what happens now. */
export function orderLead(order: OrderDetailsFragment): OrderLead {
  const said = [cancelled(order), ...inSentences(order)].filter((part) => part !== null);
  const tone = shipmentsUnderWay(order).some(isLate) ? 'wait' : orderMeaning(order.status).tone;
  return { title: titleOf(order), detail: said.join(' '), tone };
}

function titleOf(order: OrderDetailsFragment): string {
  switch (order.status) {
    case 'PROCESSING':
      return arrival(order) ?? orderStatusText(order.status);
    case 'COMPLETED': {
      const [latest] = parcelsOf(order)
        .flatMap(({ shipment }) => shipment?.deliveredAt ?? [])
        .toSorted()
        .toReversed();
      return [orderStatusText(order.status), latest && longDay(latest)].filter(Boolean).join(' ');
    }
    case 'PENDING':
    case 'CUSTOMER_ACTION_REQUIRED':
    case 'PARTIALLY_COMPLETED':
    case 'FAILED':
    case 'CANCELLED':
    case 'TIMED_OUT':
      return orderStatusText(order.status);
    default:
      return order.status satisfies never;
  }
}

/** When the next parcel is expected; null before a courier is booked. */
function arrival(order: OrderDetailsFragment): string | null {
  const expected = shipmentsUnderWay(order)
    .flatMap((shipment) => {
      const window = expectedWindow(shipment);
      return window ? [{ window, late: isLate(shipment) }] : [];
    })
    .toSorted((one, other) => Date.parse(one.window.until) - Date.parse(other.window.until));
  const [next] = expected;
  if (next === undefined) return null;
  const words = windowInWords(next.window);
  const isAlike = expected.every(({ window, late }) => windowInWords(window) === words && late === next.late);
  const isAll = isAlike && expected.length === parcelsOf(order).filter(isOpen).length;
  if (next.late) return isAll ? `Late: was expected ${words}` : `A parcel is late: was expected ${words}`;
  return `${isAll ? 'Arrives' : 'Next parcel arrives'} ${words}`;
}

function shipmentsUnderWay(order: OrderDetailsFragment): readonly ShipmentDetailsFragment[] {
  return parcelsOf(order)
    .filter(isOpen)
    .flatMap(({ shipment }) => shipment ?? []);
}

function inSentences(order: OrderDetailsFragment): readonly (string | null)[] {
  switch (order.status) {
    case 'PENDING':
      return ['The items are being reserved.'];
    case 'CUSTOMER_ACTION_REQUIRED':
      return ['Not everything is in stock. Nothing is charged before there is an answer.'];
    case 'PROCESSING':
      return [stages(order)];
    case 'COMPLETED':
      return [notSent(order)];
    case 'PARTIALLY_COMPLETED':
      return [stages(order), ...failures(order)];
    case 'FAILED':
      return failures(order);
    case 'CANCELLED':
      return [refund(order)];
    case 'TIMED_OUT':
      return ['There was no answer in time about what is not in stock. Nothing was sent or charged.'];
    default:
      return order.status satisfies never;
  }
}

/** "Waiting for the courier.", or of several parcels "1 of 3 parcels delivered, 2 under way." */
function stages(order: OrderDetailsFragment): string | null {
  const texts = parcelsOf(order).map((parcel) => stageOf(parcel).text);
  const [first, ...others] = new Set(texts);
  if (first === undefined) return null;
  if (texts.length === 1) return sentence(first);
  const counted = (text: string): number => texts.filter((other) => other === text).length;
  const begin =
    others.length === 0 ? `${texts.length} parcels,` : `${counted(first)} of ${texts.length} parcels`;
  const rest = others.map((text) => `, ${counted(text)} ${text.toLowerCase()}`);
  return `${begin} ${first.toLowerCase()}${rest.join('')}.`;
}

function failures(order: OrderDetailsFragment): readonly string[] {
  return [...new Set(parcelsOf(order).flatMap((parcel) => failureInWords(parcel) ?? []))];
}

/** What was ordered and never sent, of an order that arrived. */
function notSent({ fulfillments }: OrderDetailsFragment): string | null {
  const items = fulfillments.flatMap((part) => (part.location == null ? part.items : []));
  return items.length === 0 ? null : `Without what was not in stock: ${itemsInWords(items)}.`;
}

/** Who cancelled an order and why. A cancel leaves alone what is picked up: that is delivered without the rest. */
function cancelled({ status, cancellation }: OrderDetailsFragment): string | null {
  if (cancellation == null) return null;
  const what = status === 'CANCELLED' ? 'Cancelled' : 'The rest was cancelled';
  const who = cancellation.by === 'CUSTOMER' ? 'the customer' : 'the business';
  return sentence([`${what} by ${who}`, cancellation.reason].filter(Boolean).join(': '));
}

function refund({ totalCharged, totalRefunded }: OrderDetailsFragment): string {
  if (totalCharged.amount === 0) return 'Nothing was charged.';
  return totalRefunded.amount < totalCharged.amount
    ? `${money(totalCharged)} is being refunded.`
    : `${money(totalRefunded)} was refunded.`;
}

function isOpen({ status }: FulfillmentDetailsFragment): boolean {
  return status === 'PENDING' || status === 'PROCESSING';
}
