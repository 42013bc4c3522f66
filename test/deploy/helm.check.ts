import { beforeAll, expect, test } from 'vitest';
import { settingsTable } from '../../runtime/settings/settings.js';
import { runTool as helm } from './go-tool.js';
import { findHelm } from './helm-tool.js';
import { chartFolder, renderedFile, valueSets, valuesFolder } from './manifests.js';

let tool: string;

beforeAll(async () => {
  tool = await findHelm();
}, 1_200_000);

const template = (...args: readonly string[]) =>
  helm(tool, 'template', 'orders', chartFolder, '--namespace', 'shop', '--kube-version', '1.33.0', ...args);

test.each(valueSets)('helm finds no fault with the chart for the values %s', async (valueSet) => {
  const values = ['--values', `${valuesFolder}/${valueSet}.yaml`];
  expect(await helm(tool, 'lint', '--strict', chartFolder, ...values)).toContain('0 chart(s) failed');
});

// `npm run check:deploy -- --update` writes the files again; test/deploy/manifests.test.ts reads them.
test.each(valueSets)('the committed manifests are what helm renders from the values %s', async (valueSet) => {
  const rendered = await template('--values', `${valuesFolder}/${valueSet}.yaml`);
  await expect(rendered).toMatchFileSnapshot(renderedFile(valueSet));
});

/** What helm says when it refuses these values; null when it takes them. */
const refusalOf = (...values: readonly string[]) =>
  template(...values.flatMap((value) => ['--set', value])).then(
    () => null,
    ({ stderr }: { readonly stderr: string }) => stderr,
  );

const secrets = settingsTable.flatMap(([name, { secret }]) => (secret ? [name] : []));

test.each(secrets)('%s in the clear is refused', async (name) => {
  expect(await refusalOf(`auth.secret=a,settings.${name}=x`)).toContain(name);
});

test.each([
  [[], 'Set exactly one of auth.secret and auth.jwksUrl'],
  [['auth.secret=a', 'auth.jwksUrl=https://a'], 'Set exactly one of auth.secret and auth.jwksUrl'],
  [['auth.secret=a', 'autoscaling.kind=often'], 'autoscaling'],
  [['auth.secret=a', 'workers.orders.autoscaling.minReplicas=0'], 'minReplicas'],
  [['auth.secret=a', 'workers.parcels.replicas=1'], 'parcels'],
  [['auth.secret=a', 'api.ingress.enabled=true'], 'host'],
])('invalid values are refused with an explanation: %j', async (values, words) => {
  expect(await refusalOf(...values)).toContain(words);
});
