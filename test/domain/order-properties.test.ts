import fc from 'fast-check';
import { expect, inject, test } from 'vitest';
import { fulfillmentTransitions } from '../../schema/domain/fulfillment-status.js';
import { refusalOf } from '../../schema/domain/judge-request.js';
import { finalStatus, orderActions, shipmentActions } from '../../schema/domain/order-rules.js';
import { orderStatuses, orderTransitions } from '../../schema/domain/order-status.js';
import { paymentTransitions } from '../../schema/domain/payment-status.js';
import { shipmentStatuses, shipmentTransitions } from '../../schema/domain/shipment-status.js';
import { fulfillmentWith, orderWith } from './snapshots.js';

const parameters = { seed: Number(inject('seed')) };
const fulfillmentStatuses = Object.keys(fulfillmentTransitions) as (keyof typeof fulfillmentTransitions)[];

const order = fc
  .record({
    status: fc.constantFrom(...orderStatuses),
    parts: fc.array(
      fc.record({
        status: fc.constantFrom(...fulfillmentStatuses),
        shipment: fc.option(fc.constantFrom(...shipmentStatuses)),
      }),
      { maxLength: 5 },
    ),
  })
  .map(({ status, parts }) =>
    orderWith(
      status,
      parts.map((part, index) => fulfillmentWith(part.status, part.shipment, { n: index + 1 })),
    ),
  );

test('an order offers exactly the actions that it would not refuse', () => {
  const holds = fc.property(order, (one) => {
    for (const action of ['AMEND', 'CANCEL'] as const) {
      const body = action === 'AMEND' ? { action } : { action, reason: null };
      expect(refusalOf(one, body) === null).toBe(orderActions(one).includes(action));
    }
    for (const { shipment } of one.fulfillments) {
      if (!shipment) continue;
      for (const action of ['DISPATCH', 'DELIVER'] as const) {
        const refusal = refusalOf(one, { action, shipmentId: shipment.id });
        expect(refusal === null).toBe(shipmentActions[shipment.status].includes(action));
      }
    }
  });
  fc.assert(holds, parameters);
});

test('how an order ends does not depend on the order of its parts', () => {
  const holds = fc.property(order, ({ fulfillments }) => {
    expect(finalStatus(fulfillments.toReversed())).toBe(finalStatus(fulfillments));
  });
  fc.assert(holds, parameters);
});

test.each<[string, Readonly<Record<string, readonly string[]>>, readonly string[]]>([
  ['order', orderTransitions, ['PENDING']],
  ['fulfillment', fulfillmentTransitions, ['PENDING', 'UNAVAILABLE']],
  ['payment', paymentTransitions, ['PENDING']],
  ['shipment', shipmentTransitions, ['PENDING']],
])('every status of a %s can be reached', (_, table, first) => {
  const reached = new Set(first);
  for (const status of reached) for (const next of table[status] ?? []) reached.add(next);
  expect([...reached].sort()).toEqual(Object.keys(table).sort());
});
