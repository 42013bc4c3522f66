import type { OrderEventType as OrderEventTypeName } from '../domain/order-event.js';
import { registerEnum } from './register-enum.js';

export const OrderEventType = registerEnum<OrderEventTypeName>(
  'OrderEventType',
  'What happened to an order.',
  {
    ORDER_PLACED: 'The order was placed.',
    ITEMS_RESERVED: 'Items were reserved in a warehouse.',
    ITEMS_UNAVAILABLE: 'No warehouse has these items.',
    ORDER_AMENDED: 'The customer accepted the order without its unavailable items.',
    ACTION_TIMED_OUT: 'The customer did not decide in time.',
    CANCEL_REQUESTED: 'Somebody cancelled the order.',
    REQUEST_REFUSED: 'A request was refused.',
    PAYMENT_CHARGED: 'A fulfillment was charged.',
    PAYMENT_DECLINED: 'The charge of a fulfillment was declined.',
    PAYMENT_REFUNDED: 'A charge went back to the customer.',
    ITEMS_RELEASED: 'Reserved items were put back into stock.',
    SHIPMENT_BOOKED: 'A courier was booked.',
    SHIPMENT_ASSIGNED: 'A shipment was assigned to a courier, or to nobody again.',
    SHIPMENT_DISPATCHED: 'The courier picked a shipment up.',
    SHIPMENT_TRACKED: 'The courier reported on a shipment.',
    SHIPMENT_LATE:
      'The delivery window of a shipment passed before it arrived. Reported once for each window.',
    SHIPMENT_DELIVERED: 'A shipment arrived.',
    SHIPMENT_CANCELLED: 'A booking was cancelled.',
    SHIPMENT_FAILED: 'A shipment was lost, damaged or sent back.',
    ORDER_COMPLETED: 'The order ended: all delivered.',
    ORDER_PARTIALLY_COMPLETED: 'The order ended: some delivered, some failed.',
    ORDER_FAILED: 'The order ended: nothing could be delivered.',
    ORDER_CANCELLED: 'The order ended: cancelled.',
    ORDER_TIMED_OUT: 'The order ended: the customer did not decide in time.',
    OTHER: 'An event that this version of the API does not know.',
  },
);
