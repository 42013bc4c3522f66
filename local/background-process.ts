import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';
import type { WatchedChild } from './watched-child.js';
import { watchChild } from './watched-child.js';

/** A program to run in the background, with its output in a file. */
export interface BackgroundProgram {
  readonly command: string;
  readonly args: readonly string[];
  readonly logFile: string;
  /** Its working directory. */
  readonly folder?: string;
  /** The signal that stops it gracefully. */
  readonly stopSignal: NodeJS.Signals;
  readonly user?: { readonly uid: number; readonly gid: number };
  readonly environment: NodeJS.ProcessEnv;
}

/** A running background program. */
export interface BackgroundProcess extends WatchedChild {
  /** The last lines that it wrote. */
  lastWords(): string;
}

/** Starts the program in a separate process group, so that the terminal's Ctrl-C does not reach it, guarded by the watchdog. */
export async function startInBackground(program: BackgroundProgram): Promise<BackgroundProcess> {
  const log = openSync(program.logFile, 'w', 0o600);
  // Only its user may read what it writes.
  const formerMask = process.umask(0o077);
  let child: ChildProcess;
  try {
    child = spawn(program.command, program.args, {
      detached: true,
      stdio: ['ignore', log, log],
      cwd: program.folder ?? '/',
      env: program.environment,
      ...program.user,
    });
  } finally {
    process.umask(formerMask);
    closeSync(log);
  }
  await new Promise<void>((resolve, reject) => {
    child.once('spawn', resolve);
    child.once('error', reject);
  });
  return {
    ...watchChild(child, program.stopSignal),
    lastWords: () => readFileSync(program.logFile, 'utf8').trimEnd().split('\n').slice(-2).join(' '),
  };
}
