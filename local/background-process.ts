import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { forgetProcess, guardProcess } from './guard.js';
import type { ProcessIdentity } from './process-identity.js';
import { identify, signalProcess, stopProcess } from './process-identity.js';

/** A program to run beside the launcher, with its output in a file. */
export interface BackgroundProgram {
  readonly command: string;
  readonly args: readonly string[];
  readonly logFile: string;
  /** Where its relative paths begin. */
  readonly folder?: string;
  /** The signal on which it ends in an orderly way. */
  readonly stopSignal: NodeJS.Signals;
  readonly user?: { readonly uid: number; readonly gid: number };
  readonly environment?: NodeJS.ProcessEnv;
}

/** A running background program. */
export interface BackgroundProcess {
  readonly identity: ProcessIdentity;
  /** Settles, with how it ended, when it has. */
  readonly ended: Promise<string>;
  hasEnded(): boolean;
  signal(signal: NodeJS.Signals): void;
  stop(): Promise<void>;
  /** The last lines that it wrote. */
  lastWords(): string;
}

/** Starts the program in a process group of its own, out of reach of the terminal's Ctrl-C, guarded by the watchdog. */
export async function startInBackground(program: BackgroundProgram): Promise<BackgroundProcess> {
  const log = openSync(program.logFile, 'w', 0o600);
  // What it writes is for its user alone.
  const formerMask = process.umask(0o077);
  let child: ChildProcess;
  try {
    child = spawn(program.command, program.args, {
      detached: true,
      stdio: ['ignore', log, log],
      cwd: program.folder ?? '/',
      env: program.environment ?? process.env,
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
  const pid = child.pid as number;
  const identity = identify(pid) ?? { pid, startedAt: 'ended at once' };
  guardProcess({ identity, stopSignal: program.stopSignal });

  let over = false;
  const ended = new Promise<string>((resolve) => {
    const settle = () => {
      over = true;
      forgetProcess(pid);
      resolve(child.signalCode === null ? `exit code ${child.exitCode}` : `signal ${child.signalCode}`);
    };
    if (child.exitCode !== null || child.signalCode !== null) settle();
    else child.once('exit', settle);
  });
  return {
    identity,
    ended,
    hasEnded: () => over,
    signal: (signal) => signalProcess(identity, signal),
    stop: async () => {
      await stopProcess(identity, program.stopSignal, 15_000);
      await ended;
    },
    lastWords: () => readFileSync(program.logFile, 'utf8').trimEnd().split('\n').slice(-2).join(' '),
  };
}
