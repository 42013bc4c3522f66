import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Connection } from '@temporalio/client';
import { msToTs } from '@temporalio/common/lib/time.js';
import { StartError } from '../runtime/errors/start-error.js';
import { registerSearchAttributes } from '../runtime/temporal/register-search-attributes.js';
import type { BackgroundProcess } from './background-process.js';
import { startInBackground } from './background-process.js';
import { bareEnvironment } from './bare-environment.js';
import { freePort, isPortFree, withFreePorts } from './free-port.js';
import { openUiGate, portBehindGate } from './ui-gate.js';

/** How long the Temporal Service keeps closed orders; the read model keeps them forever. */
const retention = '7 days';

/**
 * Temporal's defaults suit a cluster with hundreds of shards; the embedded service has a single one. By default a shard
 * looks for tasks at most 20 times a second, so that even an order alone on the machine spent most of its time waiting.
 * It also forgets finished tasks only every 30 seconds, and until then goes through thousands of them for each new one.
 */
const settingsOfOneShard = [
  'history.transferProcessorMaxPollRPS=1000',
  'history.transferProcessorUpdateAckInterval="2s"',
  'history.visibilityProcessorUpdateAckInterval="2s"',
  'history.timerProcessorUpdateAckInterval="2s"',
] as const;

export interface TemporalServerOptions {
  /** The `temporal` command line tool. */
  readonly binary: string;
  /** For its database and its log. */
  readonly folder: string;
  /** Created in addition to the default one. */
  readonly namespace?: string;
  /** The preferred port, used if it is free; any free port by default. */
  readonly port?: number;
  /** The same for its web UI, which is not started by default. */
  readonly uiPort?: number;
  /** Ports reserved for others. */
  readonly portsToLeave?: readonly number[];
  /** Whether acknowledged writes must survive a crash of the machine. */
  readonly durable: boolean;
}

/** An embedded Temporal Service, reachable from this machine only. */
export interface TemporalServer extends BackgroundProcess {
  readonly address: string;
  readonly port: number;
  /** Undefined when there is no UI. */
  readonly uiPort: number | undefined;
}

/** Starts the Temporal Service and waits until its namespace answers. */
export async function startTemporalServer(options: TemporalServerOptions): Promise<TemporalServer> {
  return withFreePorts(() => startOnce(options));
}

async function startOnce(options: TemporalServerOptions): Promise<TemporalServer> {
  const { folder, namespace = 'default', portsToLeave = [] } = options;
  const port = await portNear(options.port, portsToLeave);
  const portBehind = options.uiPort === undefined ? undefined : await portBehindGate();
  const uiPort = portBehind === undefined ? undefined : await portNear(options.uiPort, portsToLeave);
  const completed = join(folder, 'temporal.db.complete');
  // An interrupted first start leaves a partial schema, and the server accepts any existing file as complete.
  if (!existsSync(completed)) rmSync(join(folder, 'temporal.db'), { force: true });
  const background = await startInBackground({
    command: options.binary,
    args: [
      // The server puts the name into a URI, where # and ? in the folder's name have a special meaning.
      ...['server', 'start-dev', '--db-filename', 'temporal.db', '--namespace', namespace],
      ...['--ip', '127.0.0.1', '--port', String(port), '--log-level', 'error'],
      ...(portBehind === undefined ? ['--headless'] : ['--ui-port', String(portBehind)]),
      // Its HTTP API would accept requests from any page in a local browser. No host has a name that ends like this.
      ...['--dynamic-config-value', 'frontend.httpAllowedHosts=["off.invalid"]'],
      ...settingsOfOneShard.flatMap((setting) => ['--dynamic-config-value', setting]),
      // Measured: 2.3 times the orders a second of the default settings.
      ...['--sqlite-pragma', 'journal_mode=wal'],
      ...['--sqlite-pragma', `synchronous=${options.durable ? 'normal' : 'off'}`],
    ],
    folder,
    logFile: join(folder, 'temporal.log'),
    stopSignal: 'SIGTERM',
    // Measured: half as many garbage collections save 5 % of its processor time, for some 100 MB.
    environment: { ...bareEnvironment(), GOGC: '200' },
  });
  const address = `127.0.0.1:${port}`;
  try {
    await untilListening(port, background);
    await prepareNamespace(address, namespace);
    writeFileSync(completed, '');
    if (uiPort !== undefined && portBehind !== undefined) {
      const gate = await openUiGate(uiPort, portBehind);
      void background.ended.then(() => {
        gate.close();
        gate.closeAllConnections();
      });
    }
  } catch (error) {
    await background.stop();
    throw error;
  }
  return { ...background, address, port, uiPort };
}

/** The preferred port, or one of the next few, which are easier to remember than a random one. */
async function portNear(preferred: number | undefined, toLeave: readonly number[]): Promise<number> {
  if (preferred === undefined) return freePort();
  for (let port = preferred; port < preferred + 10; port += 1) {
    if (!toLeave.includes(port) && (await isPortFree(port))) return port;
  }
  return freePort();
}

/** Waits until the started server accepts connections. */
export async function untilListening(port: number, background: BackgroundProcess): Promise<void> {
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

/** Sets its retention and its search attributes. Its first calls also prove that the namespace exists. */
async function prepareNamespace(address: string, namespace: string): Promise<void> {
  const connection = await Connection.connect({ address, connectTimeout: '30s' });
  const deadline = Date.now() + 30_000;
  try {
    for (;;) {
      try {
        await connection.withDeadline(Date.now() + 5_000, () =>
          connection.workflowService.updateNamespace({
            namespace,
            config: { workflowExecutionRetentionTtl: msToTs(retention) },
          }),
        );
        // Orders do without them.
        await registerSearchAttributes(connection, namespace).catch(() => {});
        return;
      } catch (error) {
        if (Date.now() > deadline) throw error;
        await sleep(100);
      }
    }
  } finally {
    await connection.close();
  }
}
