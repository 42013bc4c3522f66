import type { BackgroundProcess } from '../../local/background-process.js';
import { descendantsOf, signalProcess } from '../../local/process-identity.js';

/** A server that belongs to one stack, so that a test may disturb it. */
export interface OwnServer {
  /** Stops answering, with every connection left open. */
  freeze(): void;
  thaw(): void;
  hasEnded(): boolean;
  kill(): Promise<void>;
  stop(): Promise<void>;
  /** Starts it again, at the same address and with its data. */
  start(): Promise<void>;
}

/** Makes a running server disturbable; `start` starts it again. */
export function ownServer(running: BackgroundProcess, start: () => Promise<BackgroundProcess>): OwnServer {
  let current = running;
  const signalAll = (signal: NodeJS.Signals) => {
    // Its own process first, so that it starts no more while the others are signalled.
    for (const each of [current.identity, ...descendantsOf(current.identity)]) signalProcess(each, signal);
  };
  return {
    freeze: () => signalAll('SIGSTOP'),
    thaw: () => signalAll('SIGCONT'),
    hasEnded: () => current.hasEnded(),
    kill: async () => {
      signalAll('SIGKILL');
      await current.ended;
    },
    stop: () => current.stop(),
    start: async () => {
      current = await start();
    },
  };
}
