import pg from 'pg';
import { expect, test } from 'vitest';
import { migrate } from '../../database/migrate.js';
import { ApiClient } from '../client/api-client.js';
import { plays } from '../lifecycle/plays.js';
import { startStack } from '../stack/stack.js';
import type { Delivery } from './test-receiver.js';
import { startReceiver } from './test-receiver.js';
import { change, createWebhook, showWebhook } from './webhook-api.js';

/** How far the lost server's transaction numbers are ahead of those of the server that now has its dump. */
const AHEAD = 1_000_000_000;

test('after a dump is restored on another server and migrated, webhooks get what they had not received, and everything new', async () => {
  await using stack = await startStack({
    environment: { WEBHOOK_PRIVATE_TARGETS: 'true' },
    ownPostgres: true,
  });
  await using client = new ApiClient(stack.addresses);
  const { graphqlUrl, databaseUrl } = stack.addresses;
  await using receiver = await startReceiver();
  const { id } = await createWebhook(graphqlUrl, { url: receiver.url });
  const delivered = await plays.completed(client);
  await receiver.untilCompleted(delivered);
  await change(graphqlUrl, 'Pause', { id });
  const waiting = await plays.completed(client);

  // The state after a restore: rows with the numbers of the other server, written without triggers.
  const database = new pg.Client({ connectionString: databaseUrl });
  await database.connect();
  const later = (column: string) => `${column} = (${column}::text::bigint + ${AHEAD})::text::xid8`;
  await database.query('set session_replication_role = replica');
  for (const table of ['orders', 'shipments'])
    await database.query(`update ${table} set ${later('changed_in')}`);
  for (const table of ['order_events', 'webhooks'])
    await database.query(`update ${table} set ${later('written_in')}`);
  await database.end();
  const before = receiver.deliveries.length;

  await migrate(databaseUrl);
  await change(graphqlUrl, 'Resume', { id });
  const told = await receiver.untilCompleted(waiting);
  expect(sequencesOf(told)).toEqual(told.map((_, index) => index + 1));
  const next = await plays.completed(client);
  const after = await receiver.untilCompleted(next);
  expect(sequencesOf(after)).toEqual(after.map((_, index) => index + 1));
  // Of what was delivered before, only what was written together with the last of it may come again.
  const again = receiver.deliveries.slice(before).filter(({ data }) => data.orderId === delivered);
  expect(again.map(({ type }) => type)).not.toContain('order.placed');
  expect(await showWebhook(graphqlUrl, id)).toMatchObject({ status: 'ACTIVE', failure: null });
});

function sequencesOf(deliveries: readonly Delivery[]): readonly number[] {
  return deliveries.map(({ data }) => data.sequence);
}
