import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import { chownSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildFolder } from './build-folder.js';
import type { ProcessIdentity } from './process-identity.js';

/** A process that must not outlive this one. */
export interface GuardedProcess {
  readonly identity: ProcessIdentity;
  /** The signal that stops it gracefully. */
  readonly stopSignal: NodeJS.Signals;
}

/** A message from the launcher to its watchdog, one JSON line each. */
export type WatchdogOrder =
  | { readonly order: 'watch'; readonly process: GuardedProcess }
  | { readonly order: 'forget'; readonly pid: number }
  | { readonly order: 'remove'; readonly folder: string };

const guarded = new Map<number, GuardedProcess>();
let watchdog: ChildProcess | undefined;
let ledger: string | undefined;

/** Makes the watchdog stop the process if this one ends without doing so. */
export function guardProcess(process: GuardedProcess): void {
  guarded.set(process.identity.pid, process);
  writeLedger();
  tellWatchdog({ order: 'watch', process });
}

/** The process has ended, and its number may soon be reused. */
export function forgetProcess(pid: number): void {
  guarded.delete(pid);
  writeLedger();
  tellWatchdog({ order: 'forget', pid });
}

/** Makes the watchdog remove the folder once this process and all guarded ones have ended. */
export function removeFolderAtEnd(folder: string): void {
  tellWatchdog({ order: 'remove', folder });
}

/** Also keeps the list of guarded processes in a file, for the next start if the watchdog was killed too. */
export function keepLedger(file: string): void {
  ledger = file;
  writeLedger();
}

function writeLedger(): void {
  if (ledger === undefined) return;
  writeFileSync(`${ledger}.new`, JSON.stringify([...guarded.values()]), { mode: 0o600 });
  // Readable to an ordinary user whose data folder root uses for once.
  if (process.geteuid?.() === 0) {
    const { uid, gid } = statSync(dirname(ledger));
    chownSync(`${ledger}.new`, uid, gid);
  }
  renameSync(`${ledger}.new`, ledger);
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
  // Neither the watchdog nor its pipe keeps this process alive, and writing to a dead watchdog is not an error.
  child.unref();
  (child.stdin as unknown as { unref(): void }).unref();
  child.stdin?.on('error', () => {});
  return child;
}
