import { fork } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { buildFolder } from './build-folder.js';
import type { WatchedChild } from './watched-child.js';
import { watchChild } from './watched-child.js';

/** One of our own processes: the API or a worker. */
export interface NodeProgram {
  /** The compiled script, relative to the build folder: `src/main.js`. */
  readonly script: string;
  readonly args: readonly string[];
  readonly environment: NodeJS.ProcessEnv;
  readonly onLine: (line: string) => void;
}

/** The message of a process that is ready: a worker polls, and the API also reports its port. */
export interface ReadyReport {
  readonly port: number | undefined;
}

export interface NodeProcess extends WatchedChild {
  /** Rejects when the process ends before it is ready. */
  readonly ready: Promise<ReadyReport>;
}

/** Starts one of our processes, so that the terminal's Ctrl-C does not reach it. */
export function startNodeProcess(program: NodeProgram): NodeProcess {
  const child = fork(fileURLToPath(new URL(program.script, buildFolder)), program.args, {
    execArgv: ['--enable-source-maps'],
    env: program.environment,
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    detached: true,
  });
  if (child.pid === undefined) throw new Error(`${program.script} could not be started`);
  const watched = watchChild(child, 'SIGTERM');
  for (const output of [child.stdout, child.stderr]) {
    if (output !== null) createInterface({ input: output }).on('line', program.onLine);
  }

  const ready = new Promise<ReadyReport>((resolve, reject) => {
    child.on('message', (message) => {
      const report = readyReport(message);
      if (report !== undefined) resolve(report);
    });
    watched.ended.then((how) => reject(new Error(`${program.script} ended before it was ready (${how})`)));
  });
  ready.catch(() => {});
  return { ...watched, ready };
}

function readyReport(message: unknown): ReadyReport | undefined {
  if (message === 'ready') return { port: undefined };
  const { type, port } = (message ?? {}) as { readonly type?: unknown; readonly port?: unknown };
  return type === 'listening' && typeof port === 'number' ? { port } : undefined;
}
