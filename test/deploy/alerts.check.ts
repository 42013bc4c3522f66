import { fileURLToPath } from 'node:url';
import { beforeAll, expect, test } from 'vitest';
import { findGoTool, runTool } from './go-tool.js';

const folder = fileURLToPath(new URL('../../deploy/monitoring', import.meta.url));
let promtool: string;

beforeAll(async () => {
  promtool = await findGoTool({
    name: 'promtool',
    source: 'github.com/prometheus/prometheus/cmd/promtool',
    // Prometheus 3.16: Go's modules count its versions in another way.
    version: '0.316.0',
    probe: ['--version'],
  });
}, 1_800_000);

test('Prometheus accepts the alert rules without warnings', async () => {
  expect(await runTool(promtool, 'check', 'rules', '--lint-fatal', `${folder}/alerts.yaml`)).toContain(
    'SUCCESS',
  );
});

test('alerts come when they should, and not before', async () => {
  expect(await runTool(promtool, 'test', 'rules', `${folder}/alerts.test.yaml`)).toContain('SUCCESS');
});
