import type { ChildProcess } from 'node:child_process';
import { forgetProcess, guardProcess } from './guard.js';
import type { ProcessIdentity } from './process-identity.js';
import { identify, signalProcess, stopProcess } from './process-identity.js';

/** A child process that does not outlive this one. */
export interface WatchedChild {
  readonly identity: ProcessIdentity;
  /** Resolves with how it ended. */
  readonly ended: Promise<string>;
  hasEnded(): boolean;
  signal(signal: NodeJS.Signals): void;
  stop(): Promise<void>;
}

/** Guards a spawned child, which the stop signal ends gracefully. */
export function watchChild(child: ChildProcess, stopSignal: NodeJS.Signals): WatchedChild {
  const pid = child.pid as number;
  const identity = identify(pid) ?? { pid, startedAt: 'ended at once' };
  guardProcess({ identity, stopSignal });
  const isOver = () => child.exitCode !== null || child.signalCode !== null;
  const ended = new Promise<string>((resolve) => {
    const settle = () => {
      forgetProcess(pid);
      resolve(child.signalCode === null ? `exit code ${child.exitCode}` : `signal ${child.signalCode}`);
    };
    if (isOver()) settle();
    else child.once('exit', settle);
  });
  return {
    identity,
    ended,
    hasEnded: isOver,
    signal: (signal) => signalProcess(identity, signal),
    stop: async () => {
      await stopProcess(identity, stopSignal, 15_000);
      await ended;
    },
  };
}
