import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Client, Connection } from '@temporalio/client';
import { historyToJSON } from '@temporalio/common/lib/proto-utils.js';
import { test } from 'vitest';
import { webhookWorkflowIdOf } from '../../schema/contract/webhook-workflow.js';
import { workflowIdOf } from '../../schema/domain/ids.js';
import { ApiClient } from '../client/api-client.js';
import { plays } from '../lifecycle/plays.js';
import { startStack } from '../stack/stack.js';
import { playWebhook } from '../webhooks/play-webhook.js';

const folder = fileURLToPath(new URL('../histories/', import.meta.url));

// Run by `npm run histories`, not by the tests. Saved histories are never replaced: orders of that time may still be
// running.
test('saves a history of every ending that has none yet', async () => {
  await using stack = await startStack({
    environment: {
      CUSTOMER_ACTION_TIMEOUT: '10s',
      LATE_CHECK_INTERVAL: '1s',
      WEBHOOK_PRIVATE_TARGETS: 'true',
    },
  });
  await using api = new ApiClient(stack.addresses);
  const connection = await Connection.connect({ address: stack.addresses.temporalAddress });
  const temporal = new Client({ connection, namespace: stack.addresses.namespace });
  const playOfWebhook = async () => webhookWorkflowIdOf(await playWebhook(stack.addresses.graphqlUrl, api));
  const workflows = [
    ...Object.entries(plays).map(
      ([name, play]) => [name, async () => workflowIdOf(await play(api))] as const,
    ),
    ['webhook', playOfWebhook] as const,
  ];
  mkdirSync(folder, { recursive: true });
  for (const [name, play] of workflows) {
    const file = `${folder}${name}.json`;
    if (existsSync(file)) {
      console.log(`${name}: saved already, left as it is`);
      continue;
    }
    const handle = temporal.workflow.getHandle(await play());
    await handle.result();
    writeFileSync(file, historyToJSON(await handle.fetchHistory()), { flag: 'wx' });
  }
  await connection.close();
});
