import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { ApiClient } from '../client/api-client.js';
import { plays } from '../lifecycle/plays.js';
import { playWebhook } from '../webhooks/play-webhook.js';
import { metricsIn } from './metrics-in-query.js';
import { startMonitoredStack } from './monitored-stack.js';

const folder = fileURLToPath(new URL('../../deploy/monitoring', import.meta.url));

interface Dashboard {
  readonly uid: string;
  readonly panels: readonly {
    readonly title: string;
    readonly targets: readonly { readonly expr: string }[];
  }[];
}

interface Rules {
  readonly groups: readonly {
    readonly rules: readonly {
      readonly alert: string;
      readonly expr: string;
      readonly annotations: Readonly<Record<'summary' | 'runbook', string>>;
    }[];
  }[];
}

const dashboards = readdirSync(`${folder}/dashboards`).map(
  (file) => JSON.parse(readFileSync(`${folder}/dashboards/${file}`, 'utf8')) as Dashboard,
);
const { groups } = parse(readFileSync(`${folder}/alerts.yaml`, 'utf8')) as Rules;
const alerts = groups.flatMap(({ rules }) => rules);

test('every metric of the dashboards and alerts is one that a running system serves', async () => {
  const monitored = await startMonitoredStack({ WEBHOOK_PRIVATE_TARGETS: 'true' });
  await using stack = monitored.stack;
  await using client = new ApiClient(stack.addresses);
  await Promise.all([
    plays.completed(client),
    plays['cancelled-after-charging'](client),
    plays.declined(client),
    playWebhook(stack.addresses.graphqlUrl, client),
  ]);
  const samples = [...(await monitored.scrapeApi()), ...(await monitored.scrapeWorker())];
  const served = new Set(samples.map(({ name }) => name));
  const queries = [
    ...dashboards.flatMap(({ uid, panels }) =>
      panels.flatMap(({ title, targets }) => targets.map(({ expr }) => [`${uid}: ${title}`, expr] as const)),
    ),
    ...alerts.map(({ alert, expr }) => [alert, expr] as const),
  ];
  expect(queries.length).toBeGreaterThan(40);
  const missing = queries.flatMap(([where, query]) =>
    metricsIn(query.replaceAll('$__rate_interval', '5m'))
      .filter((name) => !served.has(name))
      .map((name) => `${where}: ${name}`),
  );
  expect(missing).toEqual([]);
});

test('every alert says what to do, in a section of docs/operations.md', () => {
  const document = readFileSync(new URL('../../docs/operations.md', import.meta.url), 'utf8');
  const sections = [...document.matchAll(/^### (\S+)$/gm)].map(([, heading]) => heading);
  for (const { alert, annotations } of alerts) {
    expect(sections).toContain(alert);
    expect(annotations).toEqual({
      summary: expect.stringMatching(/^[A-Z]/),
      runbook: `docs/operations.md#${alert.toLowerCase()}`,
    });
  }
});
