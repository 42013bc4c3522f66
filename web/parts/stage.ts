import type { FulfillmentDetailsFragment, ShipmentDetailsFragment } from '../generated/graphql.js';
import type { Meaning } from './status-names.js';
import { shipmentMeaning, trackingMeaning } from './status-names.js';

/** What is happening to one parcel now. */
export function stageOf({ status, payment, shipment }: FulfillmentDetailsFragment): Meaning {
  switch (status) {
    case 'UNAVAILABLE':
      return { text: 'Not in stock', tone: 'wait' };
    case 'PENDING':
      return { text: 'Reserved', tone: 'move' };
    case 'PROCESSING':
      return shipment == null ? { text: 'Being charged', tone: 'move' } : onItsWay(shipment);
    case 'COMPLETED':
      return { text: 'Delivered', tone: 'done' };
    case 'CANCELLED':
      return { text: 'Cancelled', tone: 'idle' };
    case 'FAILED':
      if (payment?.status === 'FAILED') return { text: 'Payment declined', tone: 'bad' };
      return shipment?.status === 'FAILED' ? shipmentMeaning('FAILED') : { text: 'Failed', tone: 'bad' };
    default:
      return status satisfies never;
  }
}

/** Between pick-up and delivery the courier's latest report says more than the status. */
function onItsWay({ status, trackingEvents }: ShipmentDetailsFragment): Meaning {
  const latest = trackingEvents.at(-1)?.type;
  const isTelling = latest === 'OUT_FOR_DELIVERY' || latest === 'DELAYED' || latest === 'ATTEMPTED_DELIVERY';
  return status === 'DISPATCHED' && isTelling ? trackingMeaning(latest) : shipmentMeaning(status);
}
