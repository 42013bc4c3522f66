import { rmSync } from 'node:fs';
import { createInterface } from 'node:readline';
import type { GuardedProcess, WatchdogOrder } from './guard.js';
import { stopProcess } from './process-identity.js';

/**
 * A separate process that outlives the launcher. When the pipe from the launcher closes, however that ended (including
 * kill -9), the watchdog stops every process still on its list and removes the folders registered with it.
 */
const watched = new Map<number, GuardedProcess>();
const folders: string[] = [];

// The launcher ends the watchdog by closing the pipe; a Ctrl-C in the terminal must not come first.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => {});

const lines = createInterface({ input: process.stdin });
lines.on('line', (line) => {
  const order = JSON.parse(line) as WatchdogOrder;
  switch (order.order) {
    case 'watch':
      watched.set(order.process.identity.pid, order.process);
      return;
    case 'forget':
      watched.delete(order.pid);
      return;
    case 'remove':
      folders.push(order.folder);
      return;
    default:
      order satisfies never;
  }
});
lines.on('close', async () => {
  await Promise.all(
    [...watched.values()].map(({ identity, stopSignal }) => stopProcess(identity, stopSignal, 10_000)),
  );
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
  process.exit(0);
});
