import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { freePort } from '../../local/free-port.js';
import { openPool } from '../../runtime/database/open-pool.js';
import { ApiClient } from '../client/api-client.js';
import { isBooked, place, watchUntil } from '../client/orders.js';
import { Wire } from '../feed/wire.js';
import type { Stack } from '../stack/stack.js';
import { startStack } from '../stack/stack.js';
import { startReceiver } from './test-receiver.js';
import { change, createWebhook, showWebhook } from './webhook-api.js';

const items = [{ sku: 'NIKE-PEGASUS', quantity: 1 }];
const encryptionKey = randomBytes(32).toString('base64');
const root = fileURLToPath(new URL('../..', import.meta.url));

let stack: Stack;
let client: ApiClient;
let url: string;

beforeAll(async () => {
  stack = await startStack({
    environment: {
      WEBHOOK_PRIVATE_TARGETS: 'true',
      WEBHOOK_PATIENCE: '1s',
      ENCRYPTION_KEYS: encryptionKey,
      LOG_LEVEL: 'info',
    },
  });
  client = new ApiClient(stack.addresses);
  url = stack.addresses.graphqlUrl;
});

afterAll(async () => {
  await client?.[Symbol.asyncDispose]();
  await stack?.[Symbol.asyncDispose]();
});

test('watchers see that a webhook fails, is down, and is resumed', async () => {
  await using receiver = await startReceiver(() => 503);
  const wire = await new Wire(stack.addresses.webSocketUrl).init('');
  wire.subscribe('webhooks', 'subscription { webhookUpdated { url status } }');
  const { id } = await createWebhook(url, { url: receiver.url });
  const statuses: string[] = [];
  const untilSeen = async (wanted: string) => {
    while (!statuses.includes(wanted)) {
      // Nothing reports when the stream is open.
      const message = await wire.next();
      const { data } = message.payload as { data: { webhookUpdated: { url: string; status: string } } };
      if (data.webhookUpdated.url === receiver.url) statuses.push(data.webhookUpdated.status);
    }
  };
  const { id: orderId } = await place(client, items);
  await untilSeen('FAILING');
  await untilSeen('DOWN');
  const { failure } = await showWebhook(url, id);
  expect(failure).toMatchObject({ lastError: 'The receiver answered 503', nextAttemptAt: null });
  expect(failure?.attempts).toBeGreaterThan(1);
  await watchUntil(client, orderId, isBooked);
  receiver.answer = () => 200;
  await change(url, 'Resume', { id });
  await untilSeen('ACTIVE');
  await expect
    .poll(() => receiver.acceptedOf(orderId).map(({ data }) => data.sequence))
    .toEqual([1, 2, 3, 4]);
  await wire.close();
});

test('the secret is encrypted in the database, and in no log', async () => {
  await using receiver = await startReceiver();
  const { id, secret } = await createWebhook(url, { url: receiver.url });
  const { id: orderId } = await place(client, items);
  await expect.poll(() => receiver.acceptedOf(orderId).length).toBeGreaterThan(0);
  const pool = openPool(stack.addresses.databaseUrl, { max: 1 });
  const { rows } = await pool.query('select to_jsonb(webhooks) as webhook from webhooks');
  const { rows: requests } = await pool.query('select content from store_requests');
  await pool.end();
  expect(rows.length).toBeGreaterThan(0);
  const key = secret.slice('whsec_'.length);
  const stored = JSON.stringify([rows, requests]);
  const decoded = rows.map(({ webhook }) => Buffer.from(webhook.secret, 'base64').toString('latin1')).join();
  const said = [stack.api, ...stack.workers].map((each) => each.output()).join('\n');
  for (const text of [stored, decoded, said]) expect(text).not.toContain(key);
  expect(decoded).toContain('binary/encrypted');
  await change(url, 'Delete', { id });
});

test('the receiver of the guide takes what is sent, and refuses what is not signed', async () => {
  const guide = readFileSync(join(root, 'docs/webhooks.md'), 'utf8');
  const [, code = ''] = /```js\n(.*?)```/s.exec(guide) ?? [];
  const folder = mkdtempSync(join(root, 'dist', 'guide-'));
  writeFileSync(join(folder, 'receiver.mjs'), code);
  const port = await freePort();
  // The secret is known once the webhook is there.
  const target = `http://127.0.0.1:${port}/`;
  const { id, secret } = await createWebhook(url, { url: target });
  const receiver = spawn(process.execPath, [join(folder, 'receiver.mjs')], {
    env: { ...process.env, PORT: String(port), WEBHOOK_SECRET: secret },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  try {
    let said = '';
    receiver.stdout.on('data', (chunk) => {
      said += chunk;
    });
    const { id: orderId } = await place(client, items);
    const lines = ['1 order.placed', '2 items.reserved', '3 payment.charged', '4 shipment.booked'];
    await watchUntil(client, orderId, isBooked);
    const tryAgain = async () => {
      if ((await showWebhook(url, id)).status === 'DOWN') await change(url, 'Resume', { id });
      return said;
    };
    for (const line of lines) await expect.poll(tryAgain).toContain(`${orderId} ${line}\n`);
    const forged = await fetch(target, {
      method: 'POST',
      body: '{}',
      headers: { 'webhook-id': 'msg_1', 'webhook-timestamp': '1', 'webhook-signature': 'v1,AAAA' },
    });
    expect(forged.status).toBe(401);
  } finally {
    receiver.kill();
    await once(receiver, 'exit');
    rmSync(folder, { recursive: true });
    await change(url, 'Delete', { id });
  }
});
