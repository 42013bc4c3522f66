import type { TimelineEvent } from '../client/use-order-events.js';
import type { FulfillmentDetailsFragment, OrderDetailsFragment } from '../generated/graphql.js';
import { money } from './format.js';
import { itemsInWords } from './items-in-words.js';
import { parcelName } from './parcels-of.js';

/** An event of the timeline, with the names, amounts and parcel that its order knows. */
export function eventInWords(event: TimelineEvent, order: OrderDetailsFragment): string {
  const part = order.fulfillments.find(({ id }) => id === event.fulfillmentId);
  const text = withoutParcel(event, part);
  const name = part && parcelName(order, part.id);
  // One parcel needs no number.
  return name == null || name === 'Parcel' ? text : `${name}: ${text}`;
}

function withoutParcel(event: TimelineEvent, part: FulfillmentDetailsFragment | undefined): string {
  const { message } = event;
  const { items = [], location, payment, shipment } = part ?? {};
  const where = location?.name;
  switch (event.type) {
    case 'ORDER_PLACED':
      return 'Order placed';
    case 'ITEMS_RESERVED':
      return part ? `Reserved in ${where}: ${itemsInWords(items)}` : message;
    case 'ITEMS_UNAVAILABLE':
      return part ? `Not in stock: ${itemsInWords(items)}` : message;
    case 'ORDER_AMENDED':
      return 'Asked to send the rest';
    case 'ACTION_TIMED_OUT':
      return 'No answer in time about what is not in stock';
    case 'CANCEL_REQUESTED':
      return `Asked to cancel: ${message}`;
    case 'REQUEST_REFUSED':
      return `Refused: ${message}`;
    case 'PAYMENT_CHARGED':
      return payment ? `${money(payment.total)} charged` : message;
    case 'PAYMENT_DECLINED':
      return payment ? `Payment of ${money(payment.total)} declined: ${message}` : message;
    case 'PAYMENT_REFUNDED':
      return payment && payment.refunded.amount > 0 ? `${money(payment.refunded)} refunded` : message;
    case 'ITEMS_RELEASED':
      return part ? `Back in stock in ${where}: ${itemsInWords(items)}` : message;
    case 'SHIPMENT_BOOKED':
      return shipment?.carrier == null
        ? message
        : `Booked with ${shipment.carrier}, ${shipment.trackingNumber}`;
    case 'SHIPMENT_DISPATCHED':
      return where === undefined ? message : `Picked up in ${where}`;
    case 'SHIPMENT_DELIVERED':
      return 'Delivered';
    case 'SHIPMENT_LATE':
      return 'Late: the promised time has passed';
    case 'SHIPMENT_FAILED':
      return `Lost: ${message}`;
    case 'ORDER_COMPLETED':
      return 'Order delivered';
    case 'ORDER_PARTIALLY_COMPLETED':
      return 'Order partly delivered';
    case 'ORDER_FAILED':
      return 'Order failed';
    case 'ORDER_CANCELLED':
      return 'Order cancelled';
    case 'ORDER_TIMED_OUT':
      return 'Order timed out';
    case 'SHIPMENT_ASSIGNED':
    case 'SHIPMENT_TRACKED':
    case 'SHIPMENT_CANCELLED':
    case 'OTHER':
      return message;
    default: {
      // A newer API may know more types.
      event.type satisfies never;
      return message;
    }
  }
}
