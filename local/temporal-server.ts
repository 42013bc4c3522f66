import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { Connection } from '@temporalio/client';
import { msToTs } from '@temporalio/common/lib/time.js';
import { StartError } from '../schema/settings/start-error.js';
import type { BackgroundProcess } from './background-process.js';
import { startInBackground } from './background-process.js';
import { freePort, isPortFree, withFreePorts } from './free-port.js';
import { withoutTemporalSettings } from './temporal-settings.js';

/** Closed orders stay in the Temporal Service this long; the read model keeps them for good. */
const retention = '7 days';

export interface TemporalServerOptions {
  /** The `temporal` command line tool. */
  readonly binary: string;
  readonly databaseFile: string;
  readonly logFile: string;
  /** Ports to use when they are free; any free one when not given. */
  readonly port?: number;
  readonly uiPort?: number;
  /** Whether what was acknowledged must survive a crash of the machine. */
  readonly durable: boolean;
}

/** A Temporal Service of our own, on this machine only. */
export interface TemporalServer {
  readonly address: string;
  readonly port: number;
  readonly uiPort: number;
  readonly process: BackgroundProcess;
  stop(): Promise<void>;
}

/** Starts the Temporal Service with its web UI and waits until its default namespace answers. */
export async function startTemporalServer(options: TemporalServerOptions): Promise<TemporalServer> {
  return withFreePorts(() => startOnce(options));
}

async function startOnce(options: TemporalServerOptions): Promise<TemporalServer> {
  const port = await portNear(options.port);
  const uiPort = await portNear(options.uiPort);
  const completed = `${options.databaseFile}.complete`;
  // A first start that was broken off leaves half a schema, and the server takes any file for a whole one.
  if (!existsSync(completed)) rmSync(options.databaseFile, { force: true });
  const background = await startInBackground({
    command: options.binary,
    args: [
      ...['server', 'start-dev', '--db-filename', options.databaseFile],
      ...['--ip', '127.0.0.1', '--port', String(port), '--ui-port', String(uiPort), '--log-level', 'error'],
      // Measured: 2.3 times the orders a second of the default settings.
      ...['--sqlite-pragma', 'journal_mode=wal'],
      ...['--sqlite-pragma', `synchronous=${options.durable ? 'normal' : 'off'}`],
    ],
    logFile: options.logFile,
    stopSignal: 'SIGTERM',
    // The tool's own settings (an address, an API key) are for its client commands, not for the server.
    environment: withoutTemporalSettings(),
  });
  const address = `127.0.0.1:${port}`;
  try {
    await untilListening(port, background);
    await setRetention(address);
    writeFileSync(completed, '');
  } catch (failure) {
    await background.stop();
    throw failure;
  }
  return {
    address,
    port,
    uiPort,
    process: background,
    stop: () => background.stop(),
  };
}

/** The preferred port, else one of the next few, which are easier to remember than any free one. */
async function portNear(preferred: number | undefined): Promise<number> {
  if (preferred === undefined) return freePort();
  for (let port = preferred; port < preferred + 10; port += 1) if (await isPortFree(port)) return port;
  return freePort();
}

async function untilListening(port: number, background: BackgroundProcess): Promise<void> {
  const deadline = Date.now() + 60_000;
  while (!(await accepts(port))) {
    if (background.hasEnded()) {
      throw new StartError(`The Temporal Service ended while it started: ${background.lastWords()}`);
    }
    if (Date.now() > deadline) throw new StartError('The Temporal Service did not start within 60 seconds.');
    await sleep(50);
  }
}

async function accepts(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ port, host: '127.0.0.1' });
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
}

/** The first real call: it also proves that the default namespace is there. */
async function setRetention(address: string): Promise<void> {
  const connection = await Connection.connect({ address, connectTimeout: '30s' });
  const deadline = Date.now() + 30_000;
  try {
    for (;;) {
      try {
        await connection.withDeadline(Date.now() + 5_000, () =>
          connection.workflowService.updateNamespace({
            namespace: 'default',
            config: { workflowExecutionRetentionTtl: msToTs(retention) },
          }),
        );
        return;
      } catch (failure) {
        if (Date.now() > deadline) throw failure;
        await sleep(100);
      }
    }
  } finally {
    await connection.close();
  }
}
