import { expect, test } from 'vitest';
import type { OrderChange } from '../../schema/contract/order-changes.js';
import { MAX_NOTIFICATION_BYTES } from '../../schema/contract/order-changes.js';
import type { Statements } from '../../workers/database.js';
import {
  createOrderChangeNotifier,
  notificationPayloads,
} from '../../workers/orders/order-change-notifier.js';

function change(orderId: string, shipments = 0): OrderChange {
  return {
    orderId,
    customerId: 'ada',
    revision: 1,
    status: 'PENDING',
    previousStatus: null,
    lastSequence: 1,
    shipments: Array.from({ length: shipments }, (_, n) => ({
      id: `shp-${n}-${orderId}`,
      revision: 1,
      status: 'PENDING' as const,
      previousStatus: null,
    })),
  };
}

test('splits changes into payloads that PostgreSQL takes, and loses none', () => {
  const changes = Array.from({ length: 500 }, (_, n) => change(`ørder-${'ü'.repeat(n % 200)}-${n}`));
  const payloads = notificationPayloads(changes);

  expect(payloads.flatMap((payload) => JSON.parse(payload))).toEqual(changes);
  for (const payload of payloads)
    expect(Buffer.byteLength(payload)).toBeLessThanOrEqual(MAX_NOTIFICATION_BYTES);
  expect(payloads.length).toBeLessThan(50);
});

test('announces an order with too many shipments as one whose shipments may all have changed', () => {
  const [payload, ...others] = notificationPayloads([change('a'.repeat(200), 40), change('b')]);
  expect(others).toEqual([]);
  expect(JSON.parse(payload ?? '')).toEqual([{ ...change('a'.repeat(200)), shipments: null }, change('b')]);
});

test('sends simultaneous changes in one statement, and returns only after it', async () => {
  const sent: (readonly unknown[])[] = [];
  let finish = () => {};
  const held = new Promise<void>((resolve) => {
    finish = resolve;
  });
  const database: Statements = {
    run: async (_statement, values) => {
      sent.push(values);
      await held;
      return [];
    },
  };
  const notifier = createOrderChangeNotifier(database);
  const told: string[] = [];
  const announced = ['a', 'b', 'c'].map(async (id) => {
    await notifier.announce(change(id));
    told.push(id);
  });
  await expect.poll(() => sent.length).toBe(1);
  expect(told).toEqual([]);
  finish();
  await Promise.all(announced);
  expect(sent).toHaveLength(1);
  expect(told).toEqual(['a', 'b', 'c']);
});

test('fails every announcement of a batch that could not be sent, and works again afterwards', async () => {
  let fails = true;
  const database: Statements = {
    run: async () => {
      if (fails) throw new Error('no database');
      return [];
    },
  };
  const notifier = createOrderChangeNotifier(database);
  const outcomes = await Promise.allSettled([notifier.announce(change('a')), notifier.announce(change('b'))]);
  expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  fails = false;
  await notifier.announce(change('a'));
});
