import { randomBytes } from 'node:crypto';
import { Client, Connection } from '@temporalio/client';
import type { Payload } from '@temporalio/common';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { keyIdOf } from '../../runtime/temporal/payload-encryption.js';
import { workflowIdOf } from '../../schema/domain/ids.js';
import { ApiClient } from '../client/api-client.js';
import {
  dispatchAndDeliver,
  isBooked,
  isClosed,
  newOrderId,
  orderById,
  place,
  placeBooked,
  timelineTypes,
  watchUntil,
} from '../client/orders.js';
import { OrderByIdDocument, OrderCreateDocument } from '../generated/graphql.js';
import { plays } from '../lifecycle/plays.js';
import { addressesOfApi } from '../stack/addresses.js';
import type { Stack } from '../stack/stack.js';
import { startStack } from '../stack/stack.js';
import { keptByTemporal } from './kept-by-temporal.js';

const [first, second] = [randomBytes(32), randomBytes(32)];
const keys = (...all: readonly Buffer[]) => ({
  ENCRYPTION_KEYS: all.map((key) => key.toString('base64')).join(','),
});
const shoe = { sku: 'NIKE-PEGASUS', quantity: 1 };

describe('with a key', () => {
  let stack: Stack;
  let client: ApiClient;
  beforeAll(async () => {
    stack = await startStack({ environment: { ...keys(first), LATE_CHECK_INTERVAL: '1s' } });
    client = new ApiClient(stack.addresses);
  });
  afterAll(async () => {
    await client[Symbol.asyncDispose]();
    await stack[Symbol.asyncDispose]();
  });

  // A time-out takes as long as the customer has to decide, and adds nothing here.
  const { 'timed-out': _, ...endings } = plays;

  test.each(Object.entries(endings))('%s: Temporal stores no readable customer or SKU', async (_, play) => {
    const id = await play(client);
    const order = await orderById(client, id);
    const told = [order?.customerId ?? '', ...(order?.items ?? []).map(({ sku }) => sku)];
    const kept = await keptByTemporal(stack.addresses, id);
    expect(wordsIn(kept, [keyIdOf(first), ...told, 'customerId', 'Lost'])).toEqual([keyIdOf(first)]);
  });

  test('nor a readable address', async () => {
    const address = {
      name: 'Ada Lovelace',
      line1: '12 St James Square',
      city: 'Whitechapel',
      postalCode: 'E1 6AN',
      country: 'Albion',
    };
    const id = newOrderId();
    const input = { id, customerId: newOrderId('customer'), items: [shoe], deliveryAddress: address };
    await client.send(OrderCreateDocument, { input });
    await watchUntil(client, id, isBooked);
    const kept = await keptByTemporal(stack.addresses, id);
    expect(wordsIn(kept, Object.values(address))).toEqual([]);
  });

  test('a payload that only claims to be encrypted is an unreadable request, and the order goes on', async () => {
    const { id, shipmentId: shipment } = await placeBooked(client, [shoe]);
    const { temporalAddress, namespace } = stack.addresses;
    const connection = await Connection.connect({ address: temporalAddress });
    for (const keyId of [keyIdOf(first), 'no-key-id']) {
      const metadata = { encoding: Buffer.from('binary/encrypted'), 'encryption-key-id': Buffer.from(keyId) };
      const forged = { metadata, data: randomBytes(80) };
      const forger = { encode: async () => [forged], decode: async (payloads: Payload[]) => payloads };
      const forging = new Client({ connection, namespace, dataConverter: { payloadCodecs: [forger] } });
      await forging.workflow.getHandle(workflowIdOf(id)).signal('cancel', {});
    }
    await connection.close();
    await dispatchAndDeliver(client, shipment);
    expect(await watchUntil(client, id, isClosed)).toMatchObject({ status: 'COMPLETED' });
    const refused = (await timelineTypes(client, id)).filter((type) => type === 'REQUEST_REFUSED');
    expect(refused).toHaveLength(2);
  });
});

test('an order that began without a key, and one that began with a former key, go on with a new one', async () => {
  await using stack = await startStack();
  let [worker] = stack.workers;
  const goOnWith = async (environment: Readonly<Record<string, string>>) => {
    await worker?.stop();
    const api = await stack.startApi(environment);
    worker = await stack.startWorker('orders,billing,shipments', environment);
    return new ApiClient(addressesOfApi(api.port));
  };
  const begin = async (client: ApiClient) => {
    const { id, shipmentId: shipment } = await placeBooked(client, [shoe]);
    return { id, shipment };
  };
  await using plainClient = new ApiClient(stack.addresses);
  const plain = await begin(plainClient);
  await using formerClient = await goOnWith(keys(first));
  const former = await begin(formerClient);
  await using client = await goOnWith(keys(second, first));
  for (const { id, shipment } of [plain, former]) {
    await dispatchAndDeliver(client, shipment);
    expect(await watchUntil(client, id, isClosed)).toMatchObject({ status: 'COMPLETED' });
  }
  const kept = await keptByTemporal(stack.addresses, plain.id);
  expect(wordsIn(kept, [keyIdOf(first), keyIdOf(second)])).toEqual([keyIdOf(second)]);
});

describe('a wrong key', () => {
  test.each([
    ['none', { ENCRYPTION_KEYS: '' }],
    ['another', keys(second)],
  ])('(%s) is reported by API and worker, and the order waits for the right one', async (_, wrong) => {
    await using stack = await startStack({ workers: [], environment: keys(first) });
    await using placing = new ApiClient(stack.addresses);
    const { id } = await place(placing, [shoe]);
    const [api, worker] = await Promise.all([
      stack.startApi(wrong),
      stack.startWorker('orders,billing,shipments', wrong),
    ]);
    await using client = new ApiClient(addressesOfApi(api.port));
    const { errors } = await client.ask(OrderByIdDocument, { id });
    expect(errors).toMatchObject([
      { message: expect.stringContaining('encrypted with a key'), extensions: { code: 'UNAVAILABLE' } },
    ]);
    const complaint = `order:${id} is encrypted with key ${keyIdOf(first)}`;
    await expect.poll(() => api.output()).toContain(complaint);
    await expect.poll(() => worker.output()).toContain(complaint);
    await worker.stop();
    await stack.startWorker('orders,billing,shipments');
    expect(await watchUntil(placing, id, isBooked)).toMatchObject({ status: 'PROCESSING' });
  });
});

/** Returns which of the words occur in the text, so that a failure does not print the whole text. */
function wordsIn(text: string, words: readonly string[]): readonly string[] {
  return words.filter((word) => text.includes(word));
}
