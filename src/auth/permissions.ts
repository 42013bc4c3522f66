import type { Actor } from '../../schema/domain/actor.js';
import type { OrderAction, ShipmentAction } from '../../schema/domain/order-rules.js';
import { orderActions, shipmentActions } from '../../schema/domain/order-rules.js';
import type { OrderSnapshot } from '../../schema/domain/order-snapshot.js';
import type { ShipmentStatus } from '../../schema/domain/shipment-status.js';
import { isFinalShipmentStatus } from '../../schema/domain/shipment-status.js';
import { forbidden } from '../errors/api-errors.js';
import type { ReachableShipment, ShipmentReach } from '../store/shipment-reach.js';
import { isWithinReach } from '../store/shipment-reach.js';
import type { Caller, Role } from './caller.js';

/** Everyone who has signed in; a tracking link is in no group, so that each field it may use is named here. */
const everyone = ['CUSTOMER', 'COURIER', 'MANAGER', 'OPERATOR', 'DEVELOPER'] as const;
const orderReaders = ['CUSTOMER', 'MANAGER', 'OPERATOR', 'DEVELOPER'] as const;
const staff = ['MANAGER', 'OPERATOR', 'DEVELOPER'] as const;
const couriers = ['COURIER', 'OPERATOR', 'DEVELOPER'] as const;

/** Which roles may use each root field of the schema. A test and the start of the API refuse a field without a row. */
export const permissions = {
  node: everyone,
  order: orderReaders,
  orders: orderReaders,
  shipment: everyone,
  shipments: everyone,
  product: orderReaders,
  products: orderReaders,
  locations: ['COURIER', 'MANAGER', 'OPERATOR', 'DEVELOPER'],
  orderQuote: ['CUSTOMER', 'OPERATOR', 'DEVELOPER'],
  fraudSettings: staff,
  stats: ['OPERATOR', 'DEVELOPER'],
  statsHistory: ['OPERATOR', 'DEVELOPER'],
  viewer: [...everyone, 'TRACKING'],
  tracking: ['TRACKING'],
  webhook: staff,
  webhooks: staff,

  orderCreate: ['CUSTOMER', 'OPERATOR', 'DEVELOPER'],
  orderAmend: ['CUSTOMER', 'DEVELOPER'],
  orderCancel: ['CUSTOMER', 'MANAGER', 'DEVELOPER'],
  orderTrackingLink: orderReaders,
  orderTrackingLinkRevoke: orderReaders,
  shipmentAssign: staff,
  shipmentDispatch: couriers,
  shipmentDeliver: couriers,
  shipmentFail: couriers,
  shipmentEventCreate: couriers,
  fraudSettingsUpdate: ['MANAGER', 'DEVELOPER'],
  fraudReset: ['MANAGER', 'DEVELOPER'],
  stockAdjust: ['MANAGER', 'DEVELOPER'],
  webhookCreate: ['MANAGER', 'DEVELOPER'],
  webhookUpdate: ['MANAGER', 'DEVELOPER'],
  webhookDelete: ['MANAGER', 'DEVELOPER'],
  webhookPause: ['MANAGER', 'DEVELOPER'],
  webhookResume: ['MANAGER', 'DEVELOPER'],
  webhookReplay: ['MANAGER', 'DEVELOPER'],
  webhookSecretRotate: ['MANAGER', 'DEVELOPER'],

  orderUpdated: orderReaders,
  orderEvents: orderReaders,
  ordersChanged: orderReaders,
  shipmentUpdated: everyone,
  shipmentsChanged: everyone,
  statsUpdated: ['OPERATOR', 'DEVELOPER'],
  fraudSettingsUpdated: staff,
  stockAdjusted: staff,
  trackingUpdated: ['TRACKING'],
  webhookUpdated: staff,
} as const satisfies Record<string, readonly Role[]>;

export type Permission = keyof typeof permissions;

/** Whether the caller's role may use the root field at all. */
export function mayDo(caller: Caller, permission: Permission): boolean {
  const allowed: readonly Role[] = permissions[permission];
  return allowed.includes(caller.role);
}

/** Whether the caller may read what Temporal keeps of every order, and write the same. */
export function mayReadHistories({ role }: Caller): boolean {
  return role === 'OPERATOR';
}

/** The id of a customer that never is: ids are not empty. */
const NO_CUSTOMER = '';

/** Whether the caller may see this order. An order that it may not see is reported as not found. */
export function maySeeOrder({ role, id }: Caller, order: { readonly customerId: string }): boolean {
  switch (role) {
    case 'CUSTOMER':
      return id === order.customerId;
    case 'MANAGER':
    case 'OPERATOR':
    case 'DEVELOPER':
      return true;
    case 'COURIER':
    // It sees a `TrackedOrder`, which has no more than it may see.
    case 'TRACKING':
      return false;
    default:
      return role satisfies never;
  }
}

/** The only order that the caller of a tracking link may see, as a `TrackedOrder`. */
export function trackedOrderId({ role, tracked }: Caller): string {
  if (role !== 'TRACKING' || tracked === undefined) throw forbidden('Only a tracking link may use this');
  return tracked.orderId;
}

/** Which shipments the caller may see. */
export function shipmentReachOf({ role, id, locations }: Caller): ShipmentReach {
  switch (role) {
    case 'CUSTOMER':
      return { of: 'CUSTOMER', customerId: id ?? NO_CUSTOMER };
    case 'COURIER':
      return { of: 'COURIER', courierId: id ?? '', locations: locations ?? null };
    case 'MANAGER':
    case 'OPERATOR':
    case 'DEVELOPER':
      return { of: 'ALL' };
    case 'TRACKING':
      return { of: 'CUSTOMER', customerId: NO_CUSTOMER };
    default:
      return role satisfies never;
  }
}

/** Whether the caller may see this shipment. A shipment that it may not see is reported as not found. */
export function maySeeShipment(caller: Caller, shipment: ReachableShipment): boolean {
  return isWithinReach(shipmentReachOf(caller), shipment);
}

/** Whether the caller may see the delivery address of a shipment in this status. Couriers may until it is final. */
export function maySeeAddress({ role }: Caller, status: ShipmentStatus): boolean {
  if (role === 'TRACKING') return false;
  return role !== 'COURIER' || !isFinalShipmentStatus(status);
}

/** The only customer whose orders the caller may list; null: no such limit. */
export function onlyCustomer({ role, id }: Caller): string | null {
  if (role === 'TRACKING') return NO_CUSTOMER;
  return role === 'CUSTOMER' ? (id ?? NO_CUSTOMER) : null;
}

/** Whether the caller may place orders for this customer. */
export function mayOrderFor(caller: Caller, customerId: string): boolean {
  return mayDo(caller, 'orderCreate') && maySeeOrder(caller, { customerId });
}

/** What not every role may see. */
export interface VisibleParts {
  /** Links into the Temporal web UI. */
  readonly workflowUrl: boolean;
  /** What the items cost. */
  readonly prices: boolean;
  /** The ids of other actors. */
  readonly actorIds: boolean;
}

const visible: Readonly<Record<Role, VisibleParts>> = {
  CUSTOMER: { workflowUrl: false, prices: true, actorIds: false },
  COURIER: { workflowUrl: false, prices: false, actorIds: false },
  MANAGER: { workflowUrl: true, prices: true, actorIds: true },
  OPERATOR: { workflowUrl: true, prices: true, actorIds: true },
  DEVELOPER: { workflowUrl: true, prices: true, actorIds: true },
  TRACKING: { workflowUrl: false, prices: false, actorIds: false },
};

export function visibleParts(caller: Caller): VisibleParts {
  return visible[caller.role];
}

/**
 * A key for what the caller may see: callers with the same key get the same results, so that a message for all of them is
 * made once.
 */
export function rightsOf(caller: Caller): string {
  const { role, id } = caller;
  return role === 'CUSTOMER' || role === 'COURIER' || role === 'TRACKING' ? `${role}:${id}` : role;
}

/** Whether the caller may see this actor's id. Everybody sees their own. */
export function maySeeActor(caller: Caller, actor: Actor): boolean {
  return visible[caller.role].actorIds || (actor.kind === caller.role && actor.id === caller.id);
}

/** Whether a filter by this courier would reveal to the caller an id that it may not see. */
export function asksForHidden(caller: Caller, courierId: string | null | undefined): boolean {
  return courierId != null && !maySeeActor(caller, { kind: 'COURIER', id: courierId });
}

/** What the caller may do to the order now. */
export function availableOrderActions(caller: Caller, order: OrderSnapshot): readonly OrderAction[] {
  if (!maySeeOrder(caller, order)) return [];
  return orderActions(order).filter((action) => mayDo(caller, orderMutations[action]));
}

/** What the caller may do to a shipment in this status now. */
export function availableShipmentActions(caller: Caller, status: ShipmentStatus): readonly ShipmentAction[] {
  return shipmentActions[status].filter((action) => mayDo(caller, shipmentMutations[action]));
}

const orderMutations = {
  AMEND: 'orderAmend',
  CANCEL: 'orderCancel',
} as const satisfies Record<OrderAction, Permission>;

const shipmentMutations = {
  DISPATCH: 'shipmentDispatch',
  DELIVER: 'shipmentDeliver',
  FAIL: 'shipmentFail',
} as const satisfies Record<ShipmentAction, Permission>;
