import { createHmac, randomUUID } from 'node:crypto';
import { Connection } from '@temporalio/client';
import { Webhook } from 'standardwebhooks';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ApiClient } from '../client/api-client.js';
import { dispatchAndDeliver, isBooked, isClosed, place, placeBooked, watchUntil } from '../client/orders.js';
import type { Stack } from '../stack/stack.js';
import { startStack } from '../stack/stack.js';
import type { Delivery } from './test-receiver.js';
import { startReceiver } from './test-receiver.js';
import { change, changeWebhook, createWebhook, showWebhook } from './webhook-api.js';

const items = [{ sku: 'NIKE-PEGASUS', quantity: 1 }];

let stack: Stack;
let client: ApiClient;
let url: string;

beforeAll(async () => {
  stack = await startStack({
    environment: { WEBHOOK_PRIVATE_TARGETS: 'true' },
    workers: ['orders,billing,shipments', 'webhooks'],
  });
  client = new ApiClient(stack.addresses);
  url = stack.addresses.graphqlUrl;
});

afterAll(async () => {
  await client?.[Symbol.asyncDispose]();
  await stack?.[Symbol.asyncDispose]();
});

/** An order that is placed and delivered; returns its id. */
async function wholeOrder(): Promise<string> {
  const { id, shipmentId } = await placeBooked(client, items);
  await dispatchAndDeliver(client, shipmentId);
  // Only then all its events are written.
  await watchUntil(client, id, isClosed);
  return id;
}

const sequencesOf = (deliveries: readonly Delivery[]) => deliveries.map(({ data }) => data.sequence);
const ascending = (count: number, from = 1) => Array.from({ length: count }, (_, index) => from + index);

describe('an order', () => {
  test('is delivered from placing to its end, in sequence and signed, with the events of its timeline', async () => {
    await using receiver = await startReceiver();
    const { id, secret } = await createWebhook(url, { url: receiver.url, description: 'the ledger' });
    const orderId = await wholeOrder();
    const told = await receiver.untilCompleted(orderId);
    expect(sequencesOf(told)).toEqual(ascending(told.length));
    expect(told.map(({ type }) => type)).toEqual([
      'order.placed',
      'items.reserved',
      'payment.charged',
      'shipment.booked',
      'shipment.dispatched',
      'shipment.delivered',
      'order.completed',
    ]);
    const [placed] = told;
    const signer = new Webhook(secret);
    for (const { headers, body } of told) expect(signer.verify(body, headers)).toEqual(JSON.parse(body));
    expect(() =>
      new Webhook(`whsec_${Buffer.alloc(32).toString('base64')}`).verify(
        placed?.body ?? '',
        placed?.headers ?? {},
      ),
    ).toThrow();
    // Also computed by hand: the library must agree with more than itself.
    const {
      'webhook-id': messageId,
      'webhook-timestamp': seconds,
      'webhook-signature': signature,
    } = placed?.headers ?? {};
    const key = Buffer.from(secret.slice('whsec_'.length), 'base64');
    const expected = createHmac('sha256', key)
      .update(`${messageId}.${seconds}.${placed?.body}`)
      .digest('base64');
    expect(signature).toBe(`v1,${expected}`);
    expect(JSON.parse(placed?.body ?? '')).toMatchObject({
      type: 'order.placed',
      version: 1,
      data: { eventId: `event:1-${orderId}`, orderId, sequence: 1, amount: null, shipmentId: null },
    });
    expect(told[2]?.data).toMatchObject({
      paymentId: `payment:1-${orderId}`,
      fulfillmentId: `fulfillment:1-${orderId}`,
      amount: { currency: 'USD', amount: expect.any(Number) },
    });
    expect(told[4]?.data).toMatchObject({ shipmentId: `shipment:1-${orderId}` });
    expect(await showWebhook(url, id)).toMatchObject({
      status: 'ACTIVE',
      failure: null,
      description: 'the ledger',
    });
    await change(url, 'Delete', { id });
  });

  test('is delivered only with the event types that the webhook asks for, which can be changed', async () => {
    await using receiver = await startReceiver();
    const { id } = await createWebhook(url, {
      url: receiver.url,
      eventTypes: ['ORDER_PLACED', 'ORDER_COMPLETED'],
    });
    const first = await wholeOrder();
    expect((await receiver.untilCompleted(first)).map(({ type }) => type)).toEqual([
      'order.placed',
      'order.completed',
    ]);
    const { webhook } = await change(url, 'Update', {
      id,
      eventTypes: ['SHIPMENT_BOOKED', 'ORDER_COMPLETED'],
    });
    expect(webhook?.eventTypes).toEqual(['SHIPMENT_BOOKED', 'ORDER_COMPLETED']);
    const second = await wholeOrder();
    expect((await receiver.untilCompleted(second)).map(({ type }) => type)).toEqual([
      'shipment.booked',
      'order.completed',
    ]);
    await change(url, 'Delete', { id });
  });
});

describe('a receiver that is down', () => {
  test('is shown as failing, and gets everything in sequence once it is up', async () => {
    await using receiver = await startReceiver();
    const { id } = await createWebhook(url, { url: receiver.url });
    await receiver.stop();
    const orders = await Promise.all([wholeOrder(), wholeOrder()]);
    await expect.poll(async () => (await showWebhook(url, id)).status).toBe('FAILING');
    const { failure } = await showWebhook(url, id);
    expect(failure?.lastError).toBe('The receiver cannot be reached (ECONNREFUSED)');
    expect(Date.parse(failure?.nextAttemptAt ?? '')).toBeGreaterThan(Date.parse(failure?.since ?? ''));
    await receiver.start();
    for (const orderId of orders) {
      const told = await receiver.untilCompleted(orderId);
      expect(sequencesOf(told)).toEqual(ascending(7));
    }
    await expect.poll(async () => (await showWebhook(url, id)).failure).toBeNull();
    await change(url, 'Delete', { id });
  });

  test('holds back the later events of an order when it refuses one, but not other orders', async () => {
    let refused = '';
    await using receiver = await startReceiver(({ data, type }) =>
      data.orderId === refused && type === 'items.reserved' ? 500 : 200,
    );
    const { id } = await createWebhook(url, { url: receiver.url });
    refused = (await place(client, items)).id;
    await expect
      .poll(async () => (await showWebhook(url, id)).failure?.lastError)
      .toBe('The receiver answered 500');
    await watchUntil(client, refused, isBooked);
    const other = await wholeOrder();
    // A resumed webhook tries again at once, and sends what has happened since.
    await change(url, 'Resume', { id });
    await receiver.untilCompleted(other);
    expect(sequencesOf(receiver.acceptedOf(refused))).toEqual([1]);
    receiver.answer = () => 200;
    await change(url, 'Resume', { id });
    await expect.poll(() => sequencesOf(receiver.acceptedOf(refused))).toEqual(ascending(4));
    // What was delivered ahead is not delivered again.
    expect(sequencesOf(receiver.acceptedOf(other))).toEqual(ascending(7));
    await change(url, 'Delete', { id });
  });

  test('is given up when it says that it is gone, until a manager resumes it', async () => {
    await using receiver = await startReceiver(() => 410);
    const { id } = await createWebhook(url, { url: receiver.url });
    const orderId = await wholeOrder();
    await expect.poll(async () => (await showWebhook(url, id)).status).toBe('DOWN');
    expect((await showWebhook(url, id)).failure).toMatchObject({
      lastError: 'The receiver answered 410',
      nextAttemptAt: null,
    });
    receiver.answer = () => 200;
    expect((await change(url, 'Resume', { id })).webhook).toMatchObject({ status: 'ACTIVE', failure: null });
    expect(sequencesOf(await receiver.untilCompleted(orderId))).toEqual(ascending(7));
    await change(url, 'Delete', { id });
  });
});

test('a worker that is killed while it delivers repeats the delivery under the same id', async () => {
  await using receiver = await startReceiver(() => null);
  await createWebhook(url, { url: receiver.url });
  const orderId = await wholeOrder();
  const arrived = () => receiver.deliveries.filter(({ data }) => data.orderId === orderId);
  await expect.poll(() => arrived().length).toBe(1);
  const worker = stack.workers[1];
  await worker?.kill();
  receiver.answer = () => 200;
  await worker?.restart();
  expect(sequencesOf(await receiver.untilCompleted(orderId))).toEqual(ascending(7));
  const [before, after] = arrived();
  expect(after?.headers['webhook-id']).toBe(before?.headers['webhook-id']);
  expect(after?.body).toBe(before?.body);
  expect(new Set(receiver.acceptedOf(orderId).map(({ headers }) => headers['webhook-id'])).size).toBe(7);
});

describe('a manager', () => {
  test('has events delivered again from one of them on', async () => {
    await using receiver = await startReceiver();
    const { id } = await createWebhook(url, { url: receiver.url });
    const orderId = await wholeOrder();
    const first = await receiver.untilCompleted(orderId);
    await change(url, 'Replay', { id, orderId, sequence: 3 });
    await expect.poll(() => receiver.acceptedOf(orderId).length).toBe(first.length + 5);
    const again = receiver.acceptedOf(orderId).slice(first.length);
    expect(sequencesOf(again)).toEqual([3, 4, 5, 6, 7]);
    expect(again.map(({ headers, body }) => [headers['webhook-id'], body])).toEqual(
      first.slice(2).map(({ headers, body }) => [headers['webhook-id'], body]),
    );
    const { userErrors } = await changeWebhook(url, 'Replay', { id, orderId, sequence: 99 });
    expect(userErrors).toMatchObject([{ code: 'NOT_FOUND', field: ['input', 'sequence'] }]);
    await change(url, 'Delete', { id });
  });

  test('rotates the secret, and for a day deliveries are signed with both', async () => {
    await using receiver = await startReceiver();
    const { id, secret } = await createWebhook(url, { url: receiver.url });
    const rotated = await change(url, 'SecretRotate', { id });
    expect(rotated.secret).toMatch(/^whsec_/);
    expect(Date.parse(rotated.webhook?.previousSecretUntil ?? '')).toBeGreaterThan(Date.now());
    const [placed] = await receiver.untilCompleted(await wholeOrder());
    const { headers = {}, body = '' } = placed ?? {};
    expect(headers['webhook-signature']?.split(' ')).toHaveLength(2);
    for (const known of [secret, rotated.secret ?? '']) new Webhook(known).verify(body, headers);
    await change(url, 'Delete', { id });
  });

  test('pauses and resumes, with or without what happened in between', async () => {
    await using receiver = await startReceiver();
    const { id } = await createWebhook(url, { url: receiver.url });
    expect((await change(url, 'Pause', { id })).webhook).toMatchObject({ status: 'PAUSED', failure: null });
    const missed = await wholeOrder();
    expect(receiver.acceptedOf(missed)).toEqual([]);
    await change(url, 'Resume', { id });
    expect(sequencesOf(await receiver.untilCompleted(missed))).toEqual(ascending(7));
    await change(url, 'Pause', { id });
    const skipped = await wholeOrder();
    await change(url, 'Resume', { id, skipUndelivered: true });
    await receiver.untilCompleted(await wholeOrder());
    expect(receiver.acceptedOf(skipped)).toEqual([]);
    await change(url, 'Delete', { id });
  });

  test('deletes it, and its workflow ends', async () => {
    await using receiver = await startReceiver();
    const { id } = await createWebhook(url, { url: receiver.url });
    const { deletedWebhookId } = await change(url, 'Delete', { id });
    expect(deletedWebhookId).toBe(id);
    expect(await showWebhook(url, id)).toBeNull();
    const connection = await Connection.connect({ address: stack.addresses.temporalAddress });
    const { namespace } = stack.addresses;
    const statusOf = async () => {
      const execution = { workflowId: id };
      const { workflowExecutionInfo } = await connection.workflowService.describeWorkflowExecution({
        namespace,
        execution,
      });
      return workflowExecutionInfo?.status;
    };
    const COMPLETED = 2;
    await expect.poll(statusOf).toBe(COMPLETED);
    await connection.close();
    const { userErrors } = await changeWebhook(url, 'Pause', { id });
    expect(userErrors).toMatchObject([{ code: 'NOT_FOUND', field: ['input', 'id'] }]);
  });

  test('creates it once with one request id, and is shown the secret once', async () => {
    await using receiver = await startReceiver();
    const requestId = randomUUID();
    const first = await change(url, 'Create', { url: receiver.url, requestId });
    const second = await change(url, 'Create', { url: receiver.url, requestId });
    expect(first.secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
    expect(second).toMatchObject({ secret: null, webhook: { id: first.webhook?.id } });
    const other = await changeWebhook(url, 'Create', { url: `${receiver.url}/other`, requestId });
    expect(other.userErrors).toMatchObject([{ code: 'REQUEST_ID_TAKEN' }]);
    await change(url, 'Delete', { id: first.webhook?.id });
  });
});
