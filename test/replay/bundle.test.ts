import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { beforeAll, expect, it } from 'vitest';
import { wholeBuild } from '../stack/shared.js';

const bundle = fileURLToPath(new URL('../../dist/workers/workflow-bundle.js', import.meta.url));
const allowed = [
  /^dist\/schema\/(domain|contract)\//,
  /^dist\/workers\/workflows\//,
  /^dist\/workers\/payload-converter\.js$/,
  /^node_modules\/(@temporalio\/(workflow|common)|nexus-rpc|ms)\//,
];

beforeAll(() => wholeBuild());

// Whatever gets into the bundle runs in the deterministic sandbox, and every change of it can break a replay.
it('the workflow bundle holds only domain, contract, workflows and the Temporal SDK', () => {
  const code = readFileSync(bundle, 'utf8');
  const modules = [...code.matchAll(/^\/\*\*\*\/ "\.\/([^"]+)"/gm)].map(([, path]) => path ?? '');
  expect(modules.length).toBeGreaterThan(10);
  expect(modules.filter((path) => path.startsWith('dist/workers/workflows/')).length).toBeGreaterThan(3);
  expect(modules.filter((path) => !allowed.some((pattern) => pattern.test(path)))).toEqual([]);
});
