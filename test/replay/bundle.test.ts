import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { beforeAll, expect, test } from 'vitest';
import { wholeBuild } from '../stack/shared.js';

const bundles = ['workflow-bundle.js', 'encrypted-workflow-bundle.js'];
const buildSteps = new URL('../../build/build.mjs', import.meta.url);
const allowed = [
  /^dist\/schema\/(domain|contract)\//,
  /^dist\/workers\/workflows\//,
  /^dist\/workers\/(payload|failure)-converter\.js$/,
  /^node_modules\/(@temporalio\/(workflow|common)|@noble\/hashes|nexus-rpc|ms)\//,
];

beforeAll(() => wholeBuild());

// Whatever gets into the bundle runs in the deterministic sandbox, and every change of it can break a replay.
test.each(bundles)('%s holds only domain, contract, workflows and the Temporal SDK', (bundle) => {
  const modules = modulesOf(bundle);
  expect(modules.length).toBeGreaterThan(10);
  expect(modules.filter((path) => path.startsWith('dist/workers/workflows/')).length).toBeGreaterThan(3);
  expect(modules.filter((path) => !allowed.some((pattern) => pattern.test(path)))).toEqual([]);
});

// Changing a file that is not among the inputs would have no effect: the bundle would stay as it is.
test('is built again whenever a file of ours that it holds has changed', async () => {
  const { steps } = (await import(buildSteps.href)) as BuildSteps;
  const ours = bundles.flatMap(modulesOf).flatMap((path) => /^dist\/(.+)\.js$/.exec(path)?.[1] ?? []);
  expect(ours.length).toBeGreaterThan(10);
  const isInput = (file: string) =>
    steps.bundle.inputs.some((input) => `${file}.ts` === input || file.startsWith(`${input}/`));
  expect(ours.filter((file) => !isInput(file))).toEqual([]);
});

interface BuildSteps {
  readonly steps: { readonly bundle: { readonly inputs: readonly string[] } };
}

function modulesOf(bundle: string): readonly string[] {
  const path = fileURLToPath(new URL(`../../dist/workers/${bundle}`, import.meta.url));
  const code = readFileSync(path, 'utf8');
  return [...code.matchAll(/^\/\*\*\*\/ "\.\/([^"]+)"/gm)].map(([, module]) => module ?? '');
}
