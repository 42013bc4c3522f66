import { readFileSync } from 'node:fs';
import pg from 'pg';
import { expect, test } from 'vitest';
import { migrate } from '../../database/migrate.js';
import { taskQueues } from '../../schema/contract/task-queues.js';
import { ask } from '../api/ask.js';
import { ApiClient } from '../client/api-client.js';
import { dispatchAndDeliver, isClosed, placeBooked, watchUntil } from '../client/orders.js';
import { Wire } from '../feed/wire.js';
import { addressesOfApi } from '../stack/addresses.js';
import { startStack } from '../stack/stack.js';
import type { StackApi } from '../stack/stack-process.js';
import { mintToken } from '../stack/tokens.js';

const items = [{ sku: 'NIKE-PEGASUS', quantity: 1 }];

const addressesOf = (api: StackApi) => addressesOfApi(api.port);

test('tokens of the previous secret are accepted over HTTP and WebSocket until it is removed', async () => {
  const [before, now] = ['b'.repeat(32), 'n'.repeat(32)];
  await using stack = await startStack({
    workers: [],
    processesOfEach: 1,
    environment: { AUTH_SECRET: now, AUTH_SECRET_PREVIOUS: before },
  });
  const after = await stack.startApi({ AUTH_SECRET_PREVIOUS: '' });
  const token = (secret: string) => mintToken(secret, { role: 'operator', sub: 'olga' });
  const old = await token(before);
  for (const taken of [old, await token(now)]) {
    const { graphqlUrl, webSocketUrl } = addressesOf(stack.api);
    expect((await ask(graphqlUrl, '{ viewer { role } }', {}, taken)).data).toEqual({
      viewer: { role: 'OPERATOR' },
    });
    const wire = await new Wire(webSocketUrl).init(`Bearer ${taken}`);
    wire.webSocket.close();
  }
  expect((await ask(addressesOf(after).graphqlUrl, '{ viewer { role } }', {}, old)).code).toBe(
    'UNAUTHENTICATED',
  );
});

test('the database role is replaced as the operations guide says, and orders go on', async () => {
  const guide = readFileSync(new URL('../../docs/operations.md', import.meta.url), 'utf8');
  const [, statements = ''] = /### The role in the database\n[^#]*```sql\n([^`]*)```/.exec(guide) ?? [];
  const lines = statements.trim().split('\n');
  const last = lines.at(-1) ?? '';
  expect(last).toMatch(/^create role orders_1 login/);

  await using stack = await startStack({ workers: [], processesOfEach: 1, ownPostgres: true });
  const owner = new pg.Client({ connectionString: stack.addresses.databaseUrl });
  await owner.connect();
  const processesAs = async (role: string) => {
    const url = new URL(stack.addresses.databaseUrl);
    url.username = role;
    url.password = 'a new password';
    const settings = { DATABASE_URL: url.href };
    const [api, worker] = await Promise.all([
      stack.startApi(settings),
      stack.startWorker(taskQueues.join(','), settings),
    ]);
    return { api, worker };
  };
  try {
    for (const line of lines) await owner.query(line);
    const first = await processesAs('orders_1');
    await using client = new ApiClient(addressesOf(first.api));
    const { id, shipmentId: shipment } = await placeBooked(client, items);

    await owner.query(last.replace('orders_1', 'orders_2'));
    const second = await processesAs('orders_2');
    await Promise.all([first.api.stop(), first.worker.stop()]);
    await owner.query('drop role orders_1');
    // What a later version adds is granted, too.
    await migrate(stack.addresses.databaseUrl);
    await owner.query('create table added_later (id text)');
    const { rows } = await owner.query(
      `select has_table_privilege('orders_2', 'added_later', 'insert, select') as granted,
        has_schema_privilege('orders_2', 'public', 'create') as creates`,
    );
    expect(rows).toEqual([{ granted: true, creates: false }]);

    await using next = new ApiClient(addressesOf(second.api));
    await dispatchAndDeliver(next, shipment);
    expect((await watchUntil(next, id, isClosed)).status).toBe('COMPLETED');
  } finally {
    await owner.end();
  }
});
