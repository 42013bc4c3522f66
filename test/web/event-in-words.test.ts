import { expect, test } from 'vitest';
import type { TimelineEvent } from '../../web/client/use-order-events.js';
import { eventInWords } from '../../web/parts/event-in-words.js';
import { at, fulfillment, order } from './sample-order.js';

const items = [{ __typename: 'OrderItem' as const, sku: 'S', name: 'Samba', quantity: 2, unitPrice: null }];
const parcel = { ...fulfillment('PROCESSING', {}, { carrier: 'Blue Van' }), items };
const other = { ...fulfillment('PROCESSING', {}, {}), id: 'fulfillment:2-o' };
const missing = { ...fulfillment('UNAVAILABLE', null, null), id: 'fulfillment:3-o', location: null, items };
const whole = order('PROCESSING', [parcel, missing]);

function event(
  type: TimelineEvent['type'],
  message: string,
  fulfillmentId: string | null = parcel.id,
): TimelineEvent {
  return {
    __typename: 'OrderEvent',
    id: 'e',
    cursor: 'c',
    sequence: 1,
    type,
    at,
    actor: { __typename: 'Actor', kind: 'SYSTEM', actorId: null },
    fulfillmentId,
    requestId: null,
    message,
  };
}

test.each([
  [event('ITEMS_RESERVED', 'Reserved in Seattle: 2 × S'), 'Reserved in Seattle: 2 × Samba'],
  [event('ITEMS_UNAVAILABLE', 'Out of stock: 2 × S', missing.id), 'Not in stock: 2 × Samba'],
  [event('PAYMENT_CHARGED', 'Charged for invoice INV-1'), '$1.00 charged'],
  [event('PAYMENT_REFUNDED', 'The payment was refunded'), '$1.00 refunded'],
  [event('SHIPMENT_BOOKED', 'Booked'), 'Booked with Blue Van, T'],
  [event('SHIPMENT_FAILED', 'fell off the van'), 'Lost: fell off the van'],
  [event('CANCEL_REQUESTED', 'Too late', null), 'Asked to cancel: Too late'],
  [event('SHIPMENT_TRACKED', 'delayed, snow'), 'delayed, snow'],
  // Of a fulfillment that the page does not have yet.
  [event('ITEMS_RESERVED', 'Reserved in Boston: 1 × S', 'fulfillment:9-o'), 'Reserved in Boston: 1 × S'],
])('%#', (given, text) => {
  expect(eventInWords(given, whole)).toBe(text);
});

test('of several parcels it says which', () => {
  expect(
    eventInWords(event('SHIPMENT_DELIVERED', 'Delivered', other.id), order('PROCESSING', [parcel, other])),
  ).toBe('Parcel 2: Delivered');
});
