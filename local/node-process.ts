import { fork } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { buildFolder } from './build-folder.js';
import { forgetProcess, guardProcess } from './guard.js';
import type { ProcessIdentity } from './process-identity.js';
import { identify, signalProcess, stopProcess } from './process-identity.js';

/** One of our own processes: the API or a worker. */
export interface NodeProgram {
  /** The compiled script, from the build folder on: `src/main.js`. */
  readonly script: string;
  readonly args: readonly string[];
  readonly environment: NodeJS.ProcessEnv;
  readonly onLine: (line: string) => void;
}

/** What a process says once it serves: a worker that it is polling, the API also which port it got. */
export interface ReadyReport {
  readonly port: number | undefined;
}

export interface NodeProcess {
  readonly identity: ProcessIdentity;
  /** Rejects when the process ends before it is ready. */
  readonly ready: Promise<ReadyReport>;
  /** Settles, with how it ended, when it has. */
  readonly ended: Promise<string>;
  hasEnded(): boolean;
  signal(signal: NodeJS.Signals): void;
  stop(): Promise<void>;
}

/** Starts one of our processes, out of reach of the terminal's Ctrl-C. It ends when this one does. */
export function startNodeProcess(program: NodeProgram): NodeProcess {
  const child = fork(fileURLToPath(new URL(program.script, buildFolder)), program.args, {
    execArgv: ['--enable-source-maps', '--import', new URL('local/end-with-parent.js', buildFolder).href],
    env: program.environment,
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    detached: true,
  });
  const pid = child.pid;
  if (pid === undefined) throw new Error(`${program.script} could not be started`);
  const identity = identify(pid) ?? { pid, startedAt: 'ended at once' };
  guardProcess({ identity, stopSignal: 'SIGTERM' });
  for (const output of [child.stdout, child.stderr]) {
    if (output !== null) createInterface({ input: output }).on('line', program.onLine);
  }

  let over = false;
  const ended = new Promise<string>((resolve) => {
    child.once('exit', (code, signal) => {
      over = true;
      forgetProcess(pid);
      resolve(signal === null ? `exit code ${code}` : `signal ${signal}`);
    });
  });
  const ready = new Promise<ReadyReport>((resolve, reject) => {
    child.on('message', (message) => {
      const report = readyReport(message);
      if (report !== undefined) resolve(report);
    });
    ended.then((how) => reject(new Error(`${program.script} ended before it was ready (${how})`)));
  });
  ready.catch(() => {});
  return {
    identity,
    ready,
    ended,
    hasEnded: () => over,
    signal: (signal) => signalProcess(identity, signal),
    stop: async () => {
      await stopProcess(identity, 'SIGTERM', 15_000);
      await ended;
    },
  };
}

function readyReport(message: unknown): ReadyReport | undefined {
  if (message === 'ready') return { port: undefined };
  const { type, port } = (message ?? {}) as { readonly type?: unknown; readonly port?: unknown };
  return type === 'listening' && typeof port === 'number' ? { port } : undefined;
}
