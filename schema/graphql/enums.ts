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

export const OrderAction = registerEnum<OrderActionName>('OrderAction', 'What may be done to an order.', {
  AMEND: 'Accept the order without its unavailable items: orderAmend.',
  CANCEL: 'Cancel what is not dispatched yet: orderCancel.',
});

export const ShipmentAction = registerEnum<ShipmentActionName>(
  'ShipmentAction',
  'What may be done to a shipment.',
  {
    DISPATCH: 'Say that the courier has picked it up: shipmentDispatch.',
    DELIVER: 'Say that it has arrived: shipmentDeliver.',
    FAIL: 'Say that it was lost, damaged or sent back: shipmentFail.',
  },
);

export const CancelledBy = registerEnum('CancelledBy', 'On whose side an order was cancelled.', {
  CUSTOMER: 'The customer.',
  BUSINESS: 'The business.',
});

export const Role = registerEnum('Role', 'What a caller is to this system; its token says so.', {
  CUSTOMER: 'Places orders, and sees its own.',
  COURIER: 'Carries shipments, and sees those.',
  MANAGER: 'Runs the store: sees everything, cancels for the business, sets fraud limits and stock.',
  OPERATOR:
    'Runs the installation: sees everything and its statistics, and can simulate customers and couriers.',
  DEVELOPER: 'Everybody, where no authentication is set up: may do everything.',
});

export const DeclineCode = registerEnum<DeclineCodeName>('DeclineCode', 'Why a charge was declined.', {
  FRAUD_LIMIT: 'It would take the customer over the fraud limit.',
  MAINTENANCE: 'The fraud check is in maintenance mode and lets nothing through.',
  DECLINED: 'The payment gateway declined it.',
  OTHER: 'Another reason.',
});

const reportable = {
  IN_TRANSIT: 'On its way.',
  OUT_FOR_DELIVERY: 'On the last leg to the recipient.',
  ATTEMPTED_DELIVERY: 'Delivery was tried without success.',
  DELAYED: 'Later than planned.',
} as const satisfies Record<ReportableTrackingEventType, string>;

export const TrackingEventInputType = registerEnum<ReportableTrackingEventType>(
  'TrackingEventInputType',
  'What a courier can report of a shipment, beside its status.',
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

export const ActorKind = registerEnum<ActorKindName>('ActorKind', 'What caused something.', {
  CUSTOMER: 'A customer.',
  COURIER: 'A courier.',
  MANAGER: 'A manager of the store.',
  OPERATOR: 'An operator of the installation.',
  SYSTEM: 'The system itself, or somebody at the Temporal CLI or web UI.',
});

export const OrderSort = registerEnum('OrderSort', 'The order of a list of orders.', {
  PLACED_AT_DESC: 'The newest first.',
  PLACED_AT_ASC: 'The oldest first.',
  UPDATED_AT_DESC: 'The most recently changed first.',
  CHANGED_ASC:
    'In the order of changes, by `changeMark`, for those who synchronise: whoever goes on after the last mark misses ' +
    'none. An order is listed once all changes that began before its last one have ended.',
  UPDATED_AT_ASC: 'The least recently changed first.',
});

export const ShipmentSort = registerEnum('ShipmentSort', 'The order of a list of shipments.', {
  CREATED_AT_DESC: 'The newest first.',
  CREATED_AT_ASC: 'The oldest first.',
  CHANGED_ASC:
    'In the order of changes, by `changeMark`, for those who synchronise: whoever goes on after the last mark misses ' +
    'none. A shipment is listed once all changes that began before its last one have ended.',
  ESTIMATED_DELIVERY_ASC: 'The first to arrive first; those without an estimate last.',
});

export const ListChangeKind = registerEnum('ListChangeKind', 'What a message about a list says.', {
  RESYNC: 'Read the list (again): what was before may be out of date.',
  CHANGED: 'This one changed, and is within the filter.',
  LEFT: 'This one was within the filter, and is no more.',
});
