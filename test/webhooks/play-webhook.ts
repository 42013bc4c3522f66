import { expect } from 'vitest';
import { webhookKeyOf } from '../../schema/contract/node-ids.js';
import type { ApiClient } from '../client/api-client.js';
import { plays } from '../lifecycle/plays.js';
import { startReceiver } from './test-receiver.js';
import { change, createWebhook, showWebhook } from './webhook-api.js';

/** Plays a webhook's life: it fails, is resumed, replays an event, and is deleted. Returns its id in the database. */
export async function playWebhook(graphqlUrl: string, client: ApiClient): Promise<string> {
  await using receiver = await startReceiver(() => 503);
  const { id } = await createWebhook(graphqlUrl, { url: receiver.url, eventTypes: ['ORDER_COMPLETED'] });
  const orderId = await plays.completed(client);
  await expect.poll(async () => (await showWebhook(graphqlUrl, id)).status).toBe('FAILING');
  receiver.answer = () => 204;
  await change(graphqlUrl, 'Resume', { id });
  const [{ data } = { data: { sequence: 0 } }] = await receiver.untilCompleted(orderId);
  await change(graphqlUrl, 'Replay', { id, orderId, sequence: data.sequence });
  await expect.poll(() => receiver.acceptedOf(orderId).length).toBe(2);
  await change(graphqlUrl, 'Delete', { id });
  return webhookKeyOf(id) ?? '';
}
