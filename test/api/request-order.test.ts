import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { placedOrder } from '../../schema/domain/placed-order.js';
import { parseCancel } from '../../schema/domain/requests.js';
import { OrderWaiter } from '../../src/feed/orders/order-waiter.js';
import type { RequestContext } from '../../src/graphql/context.js';
import { requestOrder } from '../../src/orders/request-order.js';
import { requestIdFaults } from '../../src/resolvers/input-faults.js';

test('with no worker, a database that hangs and a slow Temporal Service, a request is pending in time, with the newest state', async () => {
  const input = {
    id: 'one',
    customerId: 'ada',
    items: [{ sku: 'shoe', quantity: 1 }],
    deliveryAddress: null,
  };
  const order = placedOrder(input, new Date().toISOString());
  const slowSignal = async () => {
    await sleep(1_400);
    return 'SENT';
  };
  const slowStatus = (_: string, milliseconds: number) => sleep(milliseconds, 'NO_ANSWER');
  const context = {
    workflows: { signal: slowSignal, status: slowStatus },
    requestLimit: { take: () => true },
    // Whoever asks it waits.
    database: { selectFrom: () => expect.fail('The database is asked') },
  } as unknown as RequestContext;
  const payload = { requestId: 'cancel-it', actor: { kind: 'CUSTOMER', id: 'ada' } } as const;
  const parsed = parseCancel(payload);
  if (!('body' in parsed)) expect.fail(parsed.problem);
  const request = {
    orderId: order.id,
    requestId: 'cancel-it',
    actor: parsed.actor,
    body: parsed.body,
    signal: { name: 'cancel', payload },
  } as const;
  using wait = new OrderWaiter(() => () => {});
  const start = performance.now();
  const newest = { ...order, revision: order.revision + 1 };
  wait.receive({ snapshot: newest, eventCount: 1 });
  const result = await requestOrder(context, request, { order, stored: false }, wait);
  expect(result).toEqual({ kind: 'PENDING', order: newest });
  expect(performance.now() - start).toBeLessThan(2_600);
});

test('a request id that the workflow would change is refused', () => {
  const faulty = { code: 'INVALID', field: ['input', 'requestId'] };
  for (const id of ['a\u0001b', 'a\u0007', '\u0085', 'a\u0000b', ' ', '']) {
    expect(requestIdFaults(id)).toMatchObject([faulty]);
  }
  for (const id of ['a b:c', 'Ünïcode ✓', null, undefined]) expect(requestIdFaults(id)).toEqual([]);
});
