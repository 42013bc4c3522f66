import { describe, expect, test } from 'vitest';
import { actorFor, mayCancelAs } from '../../src/auth/actor-for.js';
import type { Caller, Role } from '../../src/auth/caller.js';
import { roles } from '../../src/auth/caller.js';
import type { Permission } from '../../src/auth/permissions.js';
import {
  availableOrderActions,
  availableShipmentActions,
  mayDo,
  mayOrderFor,
  maySeeActor,
  maySeeOrder,
  maySeeShipment,
  onlyCustomer,
  permissions,
  rightsOf,
  visibleParts,
} from '../../src/auth/permissions.js';
import { createSchema } from '../../src/graphql/schema.js';
import { orderInStatus } from './sample-order.js';

/** Read from the design, one letter a role: C customer, K courier, M manager, O operator, D developer. */
const expected: Readonly<Record<Permission, string>> = {
  order: 'C MOD',
  orders: 'C MOD',
  shipment: 'CKMOD',
  shipments: 'CKMOD',
  product: 'C MOD',
  products: 'C MOD',
  locations: ' KMOD',
  fraudSettings: '  MOD',
  stats: '   OD',
  viewer: 'CKMOD',
  orderCreate: 'C  OD',
  orderAmend: 'C   D',
  orderCancel: 'C M D',
  shipmentDispatch: ' K OD',
  shipmentDeliver: ' K OD',
  shipmentFail: ' K OD',
  shipmentEventCreate: ' K OD',
  fraudSettingsUpdate: '  M D',
  fraudReset: '  M D',
  stockAdjust: '  M D',
  orderUpdated: 'C MOD',
  orderEvents: 'C MOD',
  ordersChanged: 'C MOD',
  shipmentUpdated: 'CKMOD',
  shipmentsChanged: 'CKMOD',
  statsUpdated: '   OD',
  fraudSettingsUpdated: '  MOD',
  stockAdjusted: '  MOD',
};

const letters: Readonly<Record<Role, string>> = {
  CUSTOMER: 'C',
  COURIER: 'K',
  MANAGER: 'M',
  OPERATOR: 'O',
  DEVELOPER: 'D',
};

const callerOf = (role: Role): Caller => ({ role, id: 'kim', expiresAt: null });

describe('the table of permissions', () => {
  test('has a rule for each root field of the schema, and for nothing else', () => {
    const schema = createSchema();
    const roots = [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()];
    const fields = roots.flatMap((root) => Object.keys(root?.getFields() ?? {}));
    expect(fields.toSorted()).toEqual(Object.keys(permissions).toSorted());
    expect(Object.keys(expected).toSorted()).toEqual(fields.toSorted());
  });

  test.each(roles)('says what a %s may do', (role) => {
    const allowed = Object.keys(permissions).filter((name) => mayDo(callerOf(role), name as Permission));
    const wanted = Object.keys(expected).filter((name) =>
      expected[name as Permission].includes(letters[role]),
    );
    expect(allowed.toSorted()).toEqual(wanted.toSorted());
  });
});

describe.each(roles)('a %s', (role) => {
  const caller = callerOf(role);
  const own = { customerId: 'kim' };
  const foreign = { customerId: 'lee' };
  const seesAll = role === 'MANAGER' || role === 'OPERATOR' || role === 'DEVELOPER';

  test('sees the orders and shipments that are its own to see', () => {
    expect(maySeeOrder(caller, own)).toBe(role !== 'COURIER');
    expect(maySeeOrder(caller, foreign)).toBe(seesAll);
    expect(maySeeShipment(caller, own)).toBe(true);
    expect(maySeeShipment(caller, foreign)).toBe(role !== 'CUSTOMER');
    expect(onlyCustomer(caller)).toBe(role === 'CUSTOMER' ? 'kim' : null);
    expect(mayOrderFor(caller, 'kim')).toBe(['CUSTOMER', 'OPERATOR', 'DEVELOPER'].includes(role));
    expect(mayOrderFor(caller, 'lee')).toBe(['OPERATOR', 'DEVELOPER'].includes(role));
  });

  test('sees the parts that are for its role', () => {
    expect(visibleParts(caller)).toEqual({
      workflowUrl: seesAll,
      prices: role !== 'COURIER',
      actorIds: seesAll,
    });
    expect(maySeeActor(caller, { kind: 'MANAGER', id: 'max' })).toBe(seesAll);
    expect(maySeeActor(caller, { kind: 'CUSTOMER', id: 'lee' })).toBe(seesAll);
    expect(maySeeActor(caller, { kind: 'CUSTOMER', id: 'kim' })).toBe(seesAll || role === 'CUSTOMER');
  });

  test('is offered the actions it may take', () => {
    const deciding = orderInStatus('CUSTOMER_ACTION_REQUIRED', 'kim');
    const offered: Readonly<Record<Role, readonly string[]>> = {
      CUSTOMER: ['AMEND', 'CANCEL'],
      COURIER: [],
      MANAGER: ['CANCEL'],
      OPERATOR: [],
      DEVELOPER: ['AMEND', 'CANCEL'],
    };
    expect(availableOrderActions(caller, deciding)).toEqual(offered[role]);
    const others = orderInStatus('CUSTOMER_ACTION_REQUIRED', 'lee');
    expect(availableOrderActions(caller, others)).toEqual(role === 'CUSTOMER' ? [] : offered[role]);
    expect(availableOrderActions(caller, orderInStatus('COMPLETED', 'kim'))).toEqual([]);
    const carries = ['COURIER', 'OPERATOR', 'DEVELOPER'].includes(role);
    expect(availableShipmentActions(caller, 'BOOKED')).toEqual(carries ? ['DISPATCH'] : []);
    expect(availableShipmentActions(caller, 'DISPATCHED')).toEqual(carries ? ['DELIVER', 'FAIL'] : []);
    expect(availableShipmentActions(caller, 'DELIVERED')).toEqual([]);
  });

  test('acts as itself; only the developer is everybody', () => {
    if (role !== 'DEVELOPER') {
      for (const deed of ['PLACE', 'AMEND', 'CANCEL', 'CARRY'] as const) {
        expect(actorFor(caller, deed, 'lee')).toEqual({ kind: role, id: 'kim' });
      }
      expect(mayCancelAs(caller, 'CUSTOMER')).toBe(role === 'CUSTOMER');
      expect(mayCancelAs(caller, 'BUSINESS')).toBe(role !== 'CUSTOMER');
      return;
    }
    expect(actorFor(caller, 'PLACE', 'lee')).toEqual({ kind: 'CUSTOMER', id: 'lee' });
    expect(actorFor(caller, 'AMEND', 'lee')).toEqual({ kind: 'CUSTOMER', id: 'lee' });
    expect(actorFor(caller, 'CANCEL', 'lee')).toEqual({ kind: 'CUSTOMER', id: 'lee' });
    expect(actorFor(caller, 'CANCEL', 'lee', 'BUSINESS')).toEqual({ kind: 'MANAGER', id: null });
    expect(actorFor(caller, 'CARRY', 'lee')).toEqual({ kind: 'COURIER', id: null });
  });

  test('shares its rights with who sees exactly the same', () => {
    const other: Caller = { role, id: 'lee', expiresAt: null };
    expect(rightsOf(caller) === rightsOf(other)).toBe(role !== 'CUSTOMER');
  });
});

test('a customer without an id owns nothing', () => {
  const nobody: Caller = { role: 'CUSTOMER', id: null, expiresAt: null };
  expect(maySeeOrder(nobody, { customerId: '' })).toBe(false);
  expect(onlyCustomer(nobody)).toBe('');
});
