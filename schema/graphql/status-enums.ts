import type { FulfillmentStatus as FulfillmentStatusName } from '../domain/fulfillment-status.js';
import type { OrderStatus as OrderStatusName } from '../domain/order-status.js';
import type { PaymentStatus as PaymentStatusName } from '../domain/payment-status.js';
import type { ShipmentStatus as ShipmentStatusName } from '../domain/shipment-status.js';
import { registerEnum } from './register-enum.js';

export const OrderStatus = registerEnum<OrderStatusName>('OrderStatus', 'Where an order is in its life.', {
  PENDING: 'Accepted; its items are being reserved.',
  PROCESSING: 'Its fulfillments are being charged, booked, carried or delivered.',
  CUSTOMER_ACTION_REQUIRED: 'Some items are unavailable: the customer amends or cancels before the deadline.',
  COMPLETED: 'Everything that was to be delivered has been delivered.',
  PARTIALLY_COMPLETED: 'Some was delivered, and some failed.',
  FAILED: 'Nothing could be delivered.',
  CANCELLED: 'Cancelled by the customer or the business; nothing is to be delivered.',
  TIMED_OUT: 'The customer did not decide about the unavailable items in time.',
});

export const FulfillmentStatus = registerEnum<FulfillmentStatusName>(
  'FulfillmentStatus',
  'Where one fulfillment is in its life.',
  {
    UNAVAILABLE: 'No warehouse has these items.',
    PENDING: 'Reserved, not yet charged.',
    PROCESSING: 'Being charged, booked, carried or delivered.',
    COMPLETED: 'Delivered.',
    CANCELLED: 'Cancelled; what was done for it has been undone, or is being undone.',
    FAILED: 'The charge was declined, or the shipment was lost, damaged or sent back.',
  },
);

export const PaymentStatus = registerEnum<PaymentStatusName>('PaymentStatus', 'Where a payment stands.', {
  PENDING: 'Being charged.',
  CHARGED: 'The customer has paid.',
  FAILED: 'The charge was declined.',
  PARTIALLY_REFUNDED: 'Part of the charge went back to the customer.',
  REFUNDED: 'All of the charge went back to the customer.',
});

export const ShipmentStatus = registerEnum<ShipmentStatusName>('ShipmentStatus', 'Where a shipment is.', {
  PENDING: 'A courier is being booked.',
  BOOKED: 'A courier is booked and will pick it up.',
  DISPATCHED: 'The courier has it.',
  DELIVERED: 'It has arrived.',
  CANCELLED: 'Cancelled before it was picked up.',
  FAILED: 'Lost, damaged or sent back.',
});
