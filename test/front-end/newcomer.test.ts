import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { build, preview } from 'vite';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { freePort } from '../../local/free-port.js';
import { Windows } from '../browser/windows.js';
import { ApiClient } from '../client/api-client.js';
import { dispatchAndDeliver, isBooked, place, shipmentIds, watchUntil } from '../client/orders.js';
import type { Stack } from '../stack/stack.js';
import { startStack } from '../stack/stack.js';
import { filesInGuide, installLine } from './guide.js';

const root = fileURLToPath(new URL('../..', import.meta.url));

let pagePort: number;
let stack: Stack;
let project: string;

/** A new project, with what the guide shows pasted into the files that it names. */
beforeAll(async () => {
  pagePort = await freePort();
  // As the guide says for a page that another server serves.
  stack = await startStack({ environment: { ALLOWED_ORIGINS: `http://localhost:${pagePort}` } });
  project = mkdtempSync(join(tmpdir(), 'my-shop-'));
  mkdirSync(join(project, 'src/orders'), { recursive: true });
  symlinkSync(join(root, 'node_modules'), join(project, 'node_modules'));
  const page = '<div id="root"></div><script type="module" src="/src/orders/main.tsx"></script>';
  const files = { ...filesInGuide(), 'index.html': page, 'package.json': '{ "type": "module" }' };
  for (const [name, text] of Object.entries(files))
    writeFileSync(join(project, name), text.replaceAll('http://localhost:4000', stack.addresses.apiUrl));
});

afterAll(async () => {
  rmSync(project, { recursive: true, force: true });
  await stack?.[Symbol.asyncDispose]();
});

const run = (program: string, ...options: readonly string[]) =>
  promisify(execFile)(join(root, 'node_modules/.bin', program), options, { cwd: project }).catch(
    ({ stdout, stderr }: { readonly stdout: string; readonly stderr: string }) => {
      throw new Error(`${program} failed:\n${stdout}${stderr}`);
    },
  );

test('the install line names every package that the examples import', () => {
  const imported = Object.entries(filesInGuide())
    .filter(([name]) => /\.tsx?$/.test(name))
    .flatMap(([, text]) =>
      [...text.matchAll(/from '([^.'][^']*)'/g)].map(([, name = '']) => packageOf(name)),
    );
  const installed = installLine().map((name) => name.replace(/(?<=.)@\d.*/, ''));
  expect(imported.length).toBeGreaterThan(5);
  expect(installed).toEqual(expect.arrayContaining(imported));
});

function packageOf(name: string): string {
  return name
    .split('/')
    .slice(0, name.startsWith('@') ? 2 : 1)
    .join('/');
}

test('what the guide shows, pasted into a new project, compiles, and its page shows an order that moves', async () => {
  await run('graphql-codegen');
  await run('tsc');
  await build({ root: project, configFile: false, logLevel: 'error' });
  const server = await preview({
    root: project,
    configFile: false,
    preview: { port: pagePort, strictPort: true },
    logLevel: 'error',
  });
  const url = server.resolvedUrls?.local[0] ?? '';
  await using windows = await Windows.launch(url);
  await using client = new ApiClient(stack.addresses);
  const { id } = await place(client, [{ sku: 'NIKE-COURT-VISION', quantity: 1 }]);
  const page = await windows.open(`/?order=${id}`);
  await page.getByText('BOOKED').waitFor();
  const [shipment = ''] = shipmentIds(await watchUntil(client, id, isBooked));
  await dispatchAndDeliver(client, shipment);
  await page.getByText('DELIVERED').waitFor();
  await page.getByText('Nothing more will happen').waitFor();
  await page.getByText(/Charged \$\d+\.\d\d/).waitFor();
  expect(windows.takeFaults()).toEqual([]);
  await server.close();
});
