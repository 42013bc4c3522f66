import { randomBytes } from 'node:crypto';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { removeFolderAtEnd } from '../../local/guard.js';
import { taskQueues } from '../../schema/contract/task-queues.js';
import type { Random } from '../feed/random.js';
import { addressesOfApi } from '../stack/addresses.js';
import { wholeBuild } from '../stack/shared.js';
import type { SmallDisk } from '../stack/small-disk.js';
import { mountSmallDisk } from '../stack/small-disk.js';
import type { Stack } from '../stack/stack.js';
import { startStackOn } from '../stack/stack.js';
import type { StackProcess } from '../stack/stack-process.js';
import type { BadWay } from './bad-way.js';
import { startBadWay } from './bad-way.js';
import type { OutsideWorld } from './outside-world.js';
import { startOutsideWorld } from './outside-world.js';
import { seamsAsking } from './seams-asking.js';

/** The whole system under test: two of each process, its own servers, and a proxy on each way between them. */
export interface ChaosSystem extends AsyncDisposable {
  readonly stack: Stack;
  /** Where clients reach it: through a proxy. */
  readonly client: Pick<Stack['addresses'], 'graphqlUrl' | 'webSocketUrl'>;
  /** By name: `api 1`, `orders 2`. */
  readonly processes: ReadonlyMap<string, StackProcess>;
  readonly ways: { readonly client: BadWay; readonly database: BadWay; readonly temporal: BadWay };
  readonly outside: OutsideWorld;
  /** With the data of PostgreSQL; undefined where none can be mounted. */
  readonly disk: SmallDisk | undefined;
}

const EACH = 2;
const DISK_MEGABYTES = 512;

export async function startChaosSystem(random: Random): Promise<ChaosSystem> {
  await wholeBuild();
  const folder = mkdtempSync(join(tmpdir(), 'order-management-chaos-'));
  chmodSync(folder, 0o711);
  removeFolderAtEnd(folder);
  const toStop: (() => Promise<void>)[] = [async () => rmSync(folder, { recursive: true, force: true })];
  const dispose = async () => {
    for (const stop of toStop.splice(0).reverse()) await stop();
  };
  try {
    const disk = mountSmallDisk(join(folder, 'disk'), DISK_MEGABYTES);
    toStop.push(async () => disk?.remove());
    const outside = await startOutsideWorld(random);
    toStop.push(() => outside.stop());
    const before = async (port: number) => {
      const proxy = await startBadWay(port);
      toStop.push(() => proxy.stop());
      return proxy;
    };
    const proxies: BadWay[] = [];
    const stack = await startStackOn(
      { ...noServers, applicationPassword: randomBytes(16).toString('hex'), folder, processesOfEach: EACH },
      {
        ownPostgres: true,
        ...(disk && { postgresFolder: disk.folder }),
        ownTemporal: true,
        workers: [],
        environment: { CUSTOMER_ACTION_TIMEOUT: '20s', LATE_CHECK_INTERVAL: '1s' },
        reach: async ({ databaseUrl, temporalAddress }) => {
          const url = new URL(databaseUrl);
          const temporalPort = Number(temporalAddress.split(':')[1]);
          proxies.push(await before(Number(url.port)), await before(temporalPort));
          const [database, temporal] = proxies;
          url.port = String(database?.port);
          return { databaseUrl: url.href, temporalAddress: `127.0.0.1:${temporal?.port}` };
        },
      },
    );
    toStop.push(async () => stack[Symbol.asyncDispose]());
    const [database, temporal] = proxies as [BadWay, BadWay];
    const client = await before(Number(new URL(stack.addresses.apiUrl).port));
    const workers = taskQueues.flatMap((queue) =>
      Array.from({ length: EACH }, async (_, index) => {
        const name = `${queue} ${index + 1}`;
        return [name, await stack.startWorker(queue, seamsAsking(outside.url))] as const;
      }),
    );
    await Promise.allSettled(workers);
    const apis = stack.apis.map((api, index) => [`api ${index + 1}`, api] as const);
    return {
      stack,
      client: addressesOfApi(client.port),
      processes: new Map<string, StackProcess>([...apis, ...(await Promise.all(workers))]),
      ways: { client, database, temporal },
      outside,
      disk,
      [Symbol.asyncDispose]: dispose,
    };
  } catch (error) {
    await dispose();
    throw error;
  }
}

/** Nothing of the servers that test files share: it has its own. */
const noServers = { temporalAddress: '', adminDatabaseUrl: '' };
