import type { Actor } from '../../schema/domain/actor.js';
import type { OrderAction, ShipmentAction } from '../../schema/domain/order-rules.js';
import { orderActions, shipmentActions } from '../../schema/domain/order-rules.js';
import type { OrderSnapshot } from '../../schema/domain/order-snapshot.js';
import type { ShipmentStatus } from '../../schema/domain/shipment-status.js';
import type { Caller, Role } from './caller.js';

const everyone = ['CUSTOMER', 'COURIER', 'MANAGER', 'OPERATOR', 'DEVELOPER'] as const;
const orderReaders = ['CUSTOMER', 'MANAGER', 'OPERATOR', 'DEVELOPER'] as const;
const staff = ['MANAGER', 'OPERATOR', 'DEVELOPER'] as const;
const couriers = ['COURIER', 'OPERATOR', 'DEVELOPER'] as const;

/** Which roles may ask for each root field of the schema. The whole of it: a field that is not here is nobody's. */
export const permissions = {
  node: everyone,
  order: orderReaders,
  orders: orderReaders,
  shipment: everyone,
  shipments: everyone,
  product: orderReaders,
  products: orderReaders,
  locations: ['COURIER', 'MANAGER', 'OPERATOR', 'DEVELOPER'],
  fraudSettings: staff,
  stats: ['OPERATOR', 'DEVELOPER'],
  viewer: everyone,

  orderCreate: ['CUSTOMER', 'OPERATOR', 'DEVELOPER'],
  orderAmend: ['CUSTOMER', 'DEVELOPER'],
  orderCancel: ['CUSTOMER', 'MANAGER', 'DEVELOPER'],
  shipmentDispatch: couriers,
  shipmentDeliver: couriers,
  shipmentFail: couriers,
  shipmentEventCreate: couriers,
  fraudSettingsUpdate: ['MANAGER', 'DEVELOPER'],
  fraudReset: ['MANAGER', 'DEVELOPER'],
  stockAdjust: ['MANAGER', 'DEVELOPER'],

  orderUpdated: orderReaders,
  orderEvents: orderReaders,
  ordersChanged: orderReaders,
  shipmentUpdated: everyone,
  shipmentsChanged: everyone,
  statsUpdated: ['OPERATOR', 'DEVELOPER'],
  fraudSettingsUpdated: staff,
  stockAdjusted: staff,
} as const satisfies Record<string, readonly Role[]>;

/** A root field of the schema. */
export type Permission = keyof typeof permissions;

/** Whether the caller's role may ask for the root field at all. */
export function mayDo(caller: Caller, permission: Permission): boolean {
  const allowed: readonly Role[] = permissions[permission];
  return allowed.includes(caller.role);
}

/** Whose orders the caller may see. */
export type OrderReach = 'ALL' | 'OWN' | 'NONE';

const orderReach: Readonly<Record<Role, OrderReach>> = {
  CUSTOMER: 'OWN',
  COURIER: 'NONE',
  MANAGER: 'ALL',
  OPERATOR: 'ALL',
  DEVELOPER: 'ALL',
};

const shipmentReach: Readonly<Record<Role, OrderReach>> = { ...orderReach, COURIER: 'ALL' };

/** Whether the caller may see this order. What it may not see reads as not found. */
export function maySeeOrder(caller: Caller, order: { readonly customerId: string }): boolean {
  return reaches(orderReach[caller.role], caller, order.customerId);
}

/** Whether the caller may see this shipment, whoever's order it belongs to. */
export function maySeeShipment(caller: Caller, shipment: { readonly customerId: string }): boolean {
  return reaches(shipmentReach[caller.role], caller, shipment.customerId);
}

/** The customer whose orders and shipments are all that the caller may list; null: no such limit. */
export function onlyCustomer(caller: Caller): string | null {
  return caller.role === 'CUSTOMER' ? (caller.id ?? '') : null;
}

/** For whom the caller may place orders. */
export function mayOrderFor(caller: Caller, customerId: string): boolean {
  return mayDo(caller, 'orderCreate') && maySeeOrder(caller, { customerId });
}

/** The parts of what a caller may see that are not for every role. */
export interface VisibleParts {
  /** Links into the Temporal web UI. */
  readonly workflowUrl: boolean;
  /** What the items cost. */
  readonly prices: boolean;
  /** Who of the staff did something. */
  readonly actorIds: boolean;
}

const visible: Readonly<Record<Role, VisibleParts>> = {
  CUSTOMER: { workflowUrl: false, prices: true, actorIds: false },
  COURIER: { workflowUrl: false, prices: false, actorIds: false },
  MANAGER: { workflowUrl: true, prices: true, actorIds: true },
  OPERATOR: { workflowUrl: true, prices: true, actorIds: true },
  DEVELOPER: { workflowUrl: true, prices: true, actorIds: true },
};

/** Which parts this caller's role sees. Two callers of one role and reach see the same. */
export function visibleParts(caller: Caller): VisibleParts {
  return visible[caller.role];
}

/**
 * What the caller's sight depends on, as a key: two callers with the same key see the same of everything, so a
 * message for both is made once.
 */
export function rightsOf(caller: Caller): string {
  return orderReach[caller.role] === 'OWN' ? `${caller.role}:${caller.id}` : caller.role;
}

/** Whether the caller may know who this actor is: everybody knows itself. */
export function maySeeActor(caller: Caller, actor: Actor): boolean {
  return visible[caller.role].actorIds || (actor.kind === caller.role && actor.id === caller.id);
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

function reaches(reach: OrderReach, caller: Caller, customerId: string): boolean {
  switch (reach) {
    case 'ALL':
      return true;
    case 'OWN':
      return caller.id !== null && caller.id === customerId;
    case 'NONE':
      return false;
    default:
      return reach satisfies never;
  }
}
