import { describe, expect, test } from 'vitest';
import type { OrderAction } from '../../schema/domain/order-rules.js';
import type { OrderSnapshot } from '../../schema/domain/order-snapshot.js';
import { actorFor, mayCancelAs } from '../../src/auth/actor-for.js';
import type { Caller, Role } from '../../src/auth/caller.js';
import { roles } from '../../src/auth/caller.js';
import type { Permission } from '../../src/auth/permissions.js';
import {
  asksForHidden,
  availableOrderActions,
  availableShipmentActions,
  mayDo,
  mayOrderFor,
  maySeeActor,
  maySeeAddress,
  maySeeOrder,
  maySeeShipment,
  onlyCustomer,
  permissions,
  rightsOf,
  trackedOrderId,
  visibleParts,
} from '../../src/auth/permissions.js';
import { createSchema } from '../../src/graphql/schema.js';
import { letters, permissionTable } from './permission-table.js';
import { orderInStatus } from './sample-order.js';

const callerOf = (role: Role): Caller => ({ role, id: 'kim', expiresAt: null });

describe('the table of permissions', () => {
  test('has a rule for each root field of the schema, and for nothing else', () => {
    const schema = createSchema();
    const roots = [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()];
    const fields = roots.flatMap((root) => Object.keys(root?.getFields() ?? {}));
    expect(fields.toSorted()).toEqual(Object.keys(permissions).toSorted());
    expect(Object.keys(permissionTable).toSorted()).toEqual(fields.toSorted());
  });

  test.each(roles)('says what a %s may do', (role) => {
    const allowed = Object.keys(permissions).filter((name) => mayDo(callerOf(role), name as Permission));
    const wanted = Object.keys(permissionTable).filter((name) =>
      permissionTable[name as Permission].includes(letters[role]),
    );
    expect(allowed.toSorted()).toEqual(wanted.toSorted());
  });
});

const own = { customerId: 'kim' };
const foreign = { customerId: 'lee' };
const parcel = { customerId: 'lee', location: 'Boston', courierId: null };
const deciding = orderInStatus('CUSTOMER_ACTION_REQUIRED', 'kim');
const othersDeciding = orderInStatus('CUSTOMER_ACTION_REQUIRED', 'lee');

/** In the same letters, of kim in each role. */
const rules: readonly (readonly [what: string, who: string, may: (caller: Caller) => boolean])[] = [
  ['sees its own order', 'C MOD', (caller) => maySeeOrder(caller, own)],
  ['sees another’s order', '  MOD', (caller) => maySeeOrder(caller, foreign)],
  ['sees the shipment of its order', 'CKMOD', (caller) => maySeeShipment(caller, { ...parcel, ...own })],
  ['sees a shipment that nobody has', ' KMOD', (caller) => maySeeShipment(caller, parcel)],
  ['sees a shipment it has', ' KMOD', (caller) => maySeeShipment(caller, { ...parcel, courierId: 'kim' })],
  [
    'sees a shipment that another has',
    '  MOD',
    (caller) => maySeeShipment(caller, { ...parcel, courierId: 'lee' }),
  ],
  [
    'sees a shipment of another warehouse',
    '  MOD',
    (caller) => maySeeShipment({ ...caller, locations: ['Seattle'] }, parcel),
  ],
  [
    'sees a shipment of its warehouse',
    ' KMOD',
    (caller) => maySeeShipment({ ...caller, locations: ['Seattle', 'Boston'] }, parcel),
  ],
  [
    'sees one it has, of another warehouse',
    ' KMOD',
    (caller) => maySeeShipment({ ...caller, locations: [] }, { ...parcel, courierId: 'kim' }),
  ],
  ['sees the address of what is under way', 'CKMOD', (caller) => maySeeAddress(caller, 'DISPATCHED')],
  ['sees the address of what has arrived', 'C MOD', (caller) => maySeeAddress(caller, 'DELIVERED')],
  ['sees the address of what was lost', 'C MOD', (caller) => maySeeAddress(caller, 'FAILED')],
  ['sees the address of what was cancelled', 'C MOD', (caller) => maySeeAddress(caller, 'CANCELLED')],
  ['may not ask who has what', 'CK   T', (caller) => asksForHidden(caller, 'carl')],
  ['may not ask what it has itself', 'C    T', (caller) => asksForHidden(caller, 'kim')],
  ['lists its own orders only', 'C    ', (caller) => onlyCustomer(caller) === 'kim'],
  ['lists all orders there are', ' KMOD', (caller) => onlyCustomer(caller) === null],
  ['orders for itself', 'C  OD', (caller) => mayOrderFor(caller, 'kim')],
  ['orders for others', '   OD', (caller) => mayOrderFor(caller, 'lee')],
  ['sees the workflow’s address', '  MOD', (caller) => visibleParts(caller).workflowUrl],
  ['sees prices', 'C MOD', (caller) => visibleParts(caller).prices],
  ['sees who did something', '  MOD', (caller) => visibleParts(caller).actorIds],
  ['knows a manager', '  MOD', (caller) => maySeeActor(caller, { kind: 'MANAGER', id: 'max' })],
  ['knows another customer', '  MOD', (caller) => maySeeActor(caller, { kind: 'CUSTOMER', id: 'lee' })],
  ['knows the customer kim', 'C MOD', (caller) => maySeeActor(caller, { kind: 'CUSTOMER', id: 'kim' })],
  ['is offered to amend its own', 'C   D', (caller) => offered(caller, deciding, 'AMEND')],
  ['is offered to cancel its own', 'C M D', (caller) => offered(caller, deciding, 'CANCEL')],
  ['is offered to amend another’s', '    D', (caller) => offered(caller, othersDeciding, 'AMEND')],
  ['is offered to cancel another’s', '  M D', (caller) => offered(caller, othersDeciding, 'CANCEL')],
  [
    'is offered to dispatch',
    ' K OD',
    (caller) => availableShipmentActions(caller, 'BOOKED').includes('DISPATCH'),
  ],
  [
    'is offered to deliver',
    ' K OD',
    (caller) => availableShipmentActions(caller, 'DISPATCHED').includes('DELIVER'),
  ],
  [
    'is offered to report a loss',
    ' K OD',
    (caller) => availableShipmentActions(caller, 'DISPATCHED').includes('FAIL'),
  ],
  ['cancels as the customer', 'C   D', (caller) => mayCancelAs(caller, 'CUSTOMER')],
  ['cancels as the business', ' KMOD', (caller) => mayCancelAs(caller, 'BUSINESS')],
  [
    'sees the same as another of its role',
    '  MOD',
    (caller) => rightsOf(caller) === rightsOf({ ...caller, id: 'lee' }),
  ],
];

function offered(caller: Caller, order: OrderSnapshot, action: OrderAction): boolean {
  return availableOrderActions(caller, order).includes(action);
}

test.each(rules)('who %s: %s', (_what, who, may) => {
  expect(roles.filter((role) => may(callerOf(role)))).toEqual(
    roles.filter((role) => who.includes(letters[role])),
  );
});

test.each(roles)('a %s is offered nothing else', (role) => {
  const caller = callerOf(role);
  expect(availableOrderActions(caller, orderInStatus('COMPLETED', 'kim'))).toEqual([]);
  expect(['', 'DISPATCH']).toContain(availableShipmentActions(caller, 'BOOKED').join());
  expect(['', 'DELIVER,FAIL']).toContain(availableShipmentActions(caller, 'DISPATCHED').join());
  expect(availableShipmentActions(caller, 'DELIVERED')).toEqual([]);
});

test.each(['CUSTOMER', 'COURIER', 'MANAGER', 'OPERATOR'] as const)('a %s acts as itself', (role) => {
  for (const deed of ['PLACE', 'AMEND', 'CANCEL', 'ASSIGN', 'CARRY'] as const) {
    expect(actorFor(callerOf(role), deed, 'lee')).toEqual({ kind: role, id: 'kim' });
  }
});

test('a tracking link acts as nobody, and shows the one order that it is for', () => {
  const caller = callerOf('TRACKING');
  for (const deed of ['PLACE', 'AMEND', 'CANCEL', 'ASSIGN', 'CARRY'] as const)
    expect(() => actorFor(caller, deed, 'kim')).toThrow('may not change anything');
  expect(() => trackedOrderId(caller)).toThrow();
  const tracked = { orderId: 'order-1', customerId: 'kim' };
  expect(trackedOrderId({ ...caller, tracked })).toBe('order-1');
  for (const role of roles.filter((role) => role !== 'TRACKING'))
    expect(() => trackedOrderId({ ...callerOf(role), tracked })).toThrow();
});

test('the developer is everybody', () => {
  const developer = callerOf('DEVELOPER');
  expect(actorFor(developer, 'PLACE', 'lee')).toEqual({ kind: 'CUSTOMER', id: 'lee' });
  expect(actorFor(developer, 'AMEND', 'lee')).toEqual({ kind: 'CUSTOMER', id: 'lee' });
  expect(actorFor(developer, 'CANCEL', 'lee')).toEqual({ kind: 'CUSTOMER', id: 'lee' });
  expect(actorFor(developer, 'CANCEL', 'lee', 'BUSINESS')).toEqual({ kind: 'MANAGER', id: null });
  expect(actorFor(developer, 'ASSIGN', 'lee')).toEqual({ kind: 'MANAGER', id: null });
  expect(actorFor(developer, 'CARRY', 'lee')).toEqual({ kind: 'COURIER', id: null });
});

test('a customer without an id owns nothing', () => {
  const nobody: Caller = { role: 'CUSTOMER', id: null, expiresAt: null };
  expect(maySeeOrder(nobody, { customerId: '' })).toBe(false);
  expect(onlyCustomer(nobody)).toBe('');
});
