import type { ActorKind as ActorKindName } from '../domain/actor.js';
import type {
  OrderAction as OrderActionName,
  ShipmentAction as ShipmentActionName,
} from '../domain/order-rules.js';
import type { DeclineCode as DeclineCodeName } from '../domain/payment-status.js';
import type {
  ReportableTrackingEventType,
  TrackingEventType as TrackingEventTypeName,
} from '../domain/tracking-event.js';
import { registerEnum } from './register-enum.js';

export const OrderAction = registerEnum<OrderActionName>('OrderAction', 'An action on an order.', {
  AMEND: 'Accept the order without its unavailable items: orderAmend.',
  CANCEL: 'Cancel what is not dispatched yet: orderCancel.',
});

export const ShipmentAction = registerEnum<ShipmentActionName>('ShipmentAction', 'An action on a shipment.', {
  DISPATCH: 'Report that the courier has picked it up: shipmentDispatch.',
  DELIVER: 'Report that it has arrived: shipmentDeliver.',
  FAIL: 'Report that it was lost, damaged or sent back: shipmentFail.',
});

export const CancelledBy = registerEnum('CancelledBy', 'Which side cancelled an order.', {
  CUSTOMER: 'The customer.',
  BUSINESS: 'The business.',
});

export const Role = registerEnum('Role', 'The role of a caller, from its token.', {
  CUSTOMER: 'Places orders, and sees its own orders.',
  COURIER: 'Carries shipments, and sees only shipments.',
  MANAGER: 'Runs the store: sees everything, cancels for the business, sets fraud limits and stock.',
  OPERATOR:
    'Runs the installation: sees everything and its statistics, and can simulate customers and couriers.',
  DEVELOPER: 'Every caller when authentication is off: may do everything.',
  TRACKING: 'Holds an order’s tracking link: sees where that order is, and nothing else.',
});

export const DeclineCode = registerEnum<DeclineCodeName>('DeclineCode', 'Why a charge was declined.', {
  FRAUD_LIMIT: 'It would take the customer over the fraud limit.',
  MAINTENANCE: 'The fraud check is in maintenance mode and declines every charge.',
  DECLINED: 'The payment gateway declined it.',
  OTHER: 'Another reason.',
});

const reportable = {
  IN_TRANSIT: 'On its way.',
  OUT_FOR_DELIVERY: 'On the last leg to the recipient.',
  ATTEMPTED_DELIVERY: 'The courier tried to deliver, without success.',
  DELAYED: 'Later than planned.',
} as const satisfies Record<ReportableTrackingEventType, string>;

export const TrackingEventInputType = registerEnum<ReportableTrackingEventType>(
  'TrackingEventInputType',
  'What a courier can report about a shipment, apart from its status.',
  reportable,
);

export const TrackingEventType = registerEnum<TrackingEventTypeName>(
  'TrackingEventType',
  'What happened to a shipment.',
  {
    BOOKED: 'A courier was booked.',
    PICKED_UP: 'The courier picked it up.',
    ...reportable,
    DELIVERED: 'It arrived.',
    FAILED: 'It was lost, damaged or sent back.',
    CANCELLED: 'It was cancelled before it was picked up.',
  },
);

export const ActorKind = registerEnum<ActorKindName>('ActorKind', 'The role of an actor.', {
  CUSTOMER: 'A customer.',
  COURIER: 'A courier.',
  MANAGER: 'A manager of the store.',
  OPERATOR: 'An operator of the installation.',
  SYSTEM: 'The system itself, or somebody who used the Temporal CLI or web UI.',
});

export const OrderSort = registerEnum('OrderSort', 'The order of a list of orders.', {
  PLACED_AT_DESC: 'Newest first.',
  PLACED_AT_ASC: 'Oldest first.',
  UPDATED_AT_DESC: 'Most recently changed first.',
  CHANGED_ASC:
    'In the order of changes, by `changeMark`. For synchronisation: a client that continues after its last mark misses ' +
    'nothing. An order appears as soon as every transaction that began before its last change has ended.',
  UPDATED_AT_ASC: 'Least recently changed first.',
});

export const ShipmentSort = registerEnum('ShipmentSort', 'The order of a list of shipments.', {
  CREATED_AT_DESC: 'Newest first.',
  CREATED_AT_ASC: 'Oldest first.',
  CHANGED_ASC:
    'In the order of changes, by `changeMark`. For synchronisation: a client that continues after its last mark misses ' +
    'nothing. A shipment appears as soon as every transaction that began before its last change has ended.',
  ESTIMATED_DELIVERY_ASC: 'Earliest estimated delivery first; shipments without an estimate come last.',
});

export const ListChangeKind = registerEnum('ListChangeKind', 'The kind of a message about a live list.', {
  RESYNC: 'Read the list now: what you have may be out of date.',
  CHANGED: 'An entry changed and matches the filter.',
  LEFT: 'An entry matched the filter and no longer does.',
});
