import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { DocumentNode } from 'graphql';
import { print } from 'graphql';
import { freePort } from '../../local/free-port.js';
import { taskQueues } from '../../schema/contract/task-queues.js';
import { OrderCreateDocument, OrderUpdatedDocument } from '../generated/graphql.js';
import { sharedServers } from '../stack/shared.js';
import type { Stack } from '../stack/stack.js';
import { startStack } from '../stack/stack.js';
import type { StackProcess } from '../stack/stack-process.js';
import type { Sample } from './scrape.js';
import { scrape } from './scrape.js';

/** A stack whose processes are watched by Prometheus. */
export interface MonitoredStack {
  readonly stack: Stack;
  readonly worker: StackProcess;
  scrapeApi(): Promise<readonly Sample[]>;
  scrapeWorker(): Promise<readonly Sample[]>;
}

/** The documents that its clients may name. */
const trusted: readonly DocumentNode[] = [OrderCreateDocument, OrderUpdatedDocument];

/** Starts one API process and one worker, both with metrics. The caller disposes of the stack. */
export async function startMonitoredStack(
  environment: Readonly<Record<string, string>> = {},
): Promise<MonitoredStack> {
  const manifest = join((await sharedServers()).folder, 'trusted-documents.json');
  const texts = trusted.map((document) => print(document));
  const entries = texts.map((text) => [`sha256:${createHash('sha256').update(text).digest('hex')}`, text]);
  writeFileSync(manifest, JSON.stringify(Object.fromEntries(entries)));
  const stack = await startStack({
    workers: [],
    processesOfEach: 1,
    environment: { TRUSTED_DOCUMENTS: manifest, ...environment },
  });
  const port = await freePort();
  const worker = await stack.startWorker(taskQueues.join(','), {}, ['--metrics-port', String(port)]);
  return {
    stack,
    worker,
    scrapeApi: () => scrape(`${stack.addresses.apiUrl}/metrics`),
    scrapeWorker: () => scrape(`http://127.0.0.1:${port}/metrics`),
  };
}
