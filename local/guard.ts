import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { buildFolder } from './build-folder.js';
import type { ProcessIdentity } from './process-identity.js';

/** What the launcher tells its watchdog, one JSON line each. */
export type WatchdogOrder =
  | { readonly order: 'watch'; readonly identity: ProcessIdentity; readonly stopSignal: NodeJS.Signals }
  | { readonly order: 'forget'; readonly pid: number }
  | { readonly order: 'remove'; readonly folder: string };

let watchdog: ChildProcess | undefined;

/** Has the process stopped if this one ends without doing so itself. */
export function guardProcess(identity: ProcessIdentity, stopSignal: NodeJS.Signals): void {
  tellWatchdog({ order: 'watch', identity, stopSignal });
}

/** The process has ended: its number may soon be another's. */
export function forgetProcess(pid: number): void {
  tellWatchdog({ order: 'forget', pid });
}

/** Has the folder removed once this process and all it guards have ended. */
export function removeFolderAtEnd(folder: string): void {
  tellWatchdog({ order: 'remove', folder });
}

function tellWatchdog(order: WatchdogOrder): void {
  watchdog ??= startWatchdog();
  watchdog.stdin?.write(`${JSON.stringify(order)}\n`);
}

function startWatchdog(): ChildProcess {
  const script = fileURLToPath(new URL('local/watchdog.js', buildFolder));
  const child = spawn(process.execPath, [script], {
    cwd: '/',
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  // Neither the watchdog nor the pipe to it keeps this process alive; a write to a dead one is no reason to fail.
  child.unref();
  (child.stdin as unknown as { unref(): void }).unref();
  child.stdin?.on('error', () => {});
  return child;
}
