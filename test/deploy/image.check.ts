import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import { randomBytes, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ensureDatabase } from '../../database/open-database.js';
import { freePort } from '../../local/free-port.js';
import { ApiClient } from '../client/api-client.js';
import { deliverOnceBooked, place } from '../client/orders.js';
import { addressesOfApi } from '../stack/addresses.js';
import { createNamespace } from '../stack/namespace.js';
import { sharedServers } from '../stack/shared.js';
import { mintToken } from '../stack/tokens.js';
import { composeServices } from './compose-services.js';
import type { BuiltImage } from './image-in-folder.js';
import { buildImageInFolder } from './image-in-folder.js';

const project = fileURLToPath(new URL('../..', import.meta.url));
const services = composeServices();
let folder: string;
let image: BuiltImage;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'order-management-image-'));
  // The image's user must be able to pass.
  chmodSync(folder, 0o755);
  image = await buildImageInFolder(project, folder);
}, 900_000);

afterAll(() => rmSync(folder, { recursive: true, force: true }), 600_000);

/** Runs what the engine would run for a service of the compose file, with addresses of this machine. */
async function start(service: string, environment: Readonly<Record<string, string>>): Promise<ChildProcess> {
  const { command = image.command } = services[service] ?? {};
  // Containers have their ports for themselves; here all share this machine's.
  const healthPort = String(await freePort());
  const words = command.map((word, index) => (command[index - 1] === '--health-port' ? healthPort : word));
  const [program = '', ...args] = [...image.entrypoint, ...words];
  const isRoot = process.getuid?.() === 0;
  return spawn(program, args, {
    cwd: join(image.folder, image.workingDirectory),
    env: { PATH: process.env.PATH, ...image.environment, ...environment },
    stdio: ['ignore', 'pipe', 'inherit'],
    ...(isRoot && { uid: image.user, gid: image.user }),
  });
}

async function untilItSays(child: ChildProcess, words: string): Promise<void> {
  for await (const line of createInterface({ input: child.stdout as NodeJS.ReadableStream })) {
    if (line.includes(words)) return;
  }
  throw new Error(`it ended before it said "${words}"`);
}

test('the image runs as a user with no rights of its own', () => {
  expect(image.user).toBeGreaterThan(0);
  expect(image.environment).toMatchObject({ NODE_ENV: 'production', HOST: '0.0.0.0' });
});

test('an order goes all the way through the containers of the compose file', {
  timeout: 180_000,
}, async () => {
  const servers = await sharedServers();
  const secret = randomBytes(32).toString('hex');
  const port = await freePort();
  const environment = {
    TEMPORAL_ADDRESS: servers.temporalAddress,
    TEMPORAL_NAMESPACE: await createNamespace(servers.temporalAddress),
    DATABASE_URL: await ensureDatabase(servers.adminDatabaseUrl, `orders_${randomUUID()}`),
    AUTH_SECRET: secret,
    PORT: String(port),
  };
  for (const job of ['migrate', 'seed'])
    expect(await once(await start(job, environment), 'exit')).toEqual([0, null]);

  const workers = ['orders-worker', 'billing-worker', 'shipments-worker', 'webhooks-worker'];
  const children = await Promise.all([...workers, 'api'].map((service) => start(service, environment)));
  try {
    await Promise.all(
      children.map((child, index) => untilItSays(child, index < workers.length ? 'polls' : 'listens')),
    );
    const token = await mintToken(secret, { role: 'operator', sub: 'image-check' });
    await using client = new ApiClient(addressesOfApi(port), token);
    const page = await fetch(`http://127.0.0.1:${port}/`, { headers: { accept: 'text/html' } });
    expect(page.headers.get('content-type')).toContain('text/html');
    const { id } = await place(client, [{ sku: 'NIKE-PEGASUS', quantity: 1 }]);
    expect((await deliverOnceBooked(client, id)).status).toBe('COMPLETED');
  } finally {
    const ended = children.map((child) => once(child, 'exit'));
    for (const child of children) child.kill('SIGTERM');
    // Each ends by itself, without an error.
    expect(await Promise.all(ended)).toEqual(children.map(() => [0, null]));
  }
});
