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
import type { UiGate } from './ui-gate.js';
import { openUiGate } from './ui-gate.js';

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
  /** Any free port by default. */
  readonly port?: number;
  /** For its web UI, which is not started by default. */
  readonly uiPort?: number;
  /** Whether both may be higher, by the same number, if one of them is taken. */
  readonly mayMove?: boolean;
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
  const { port, gate } = await takePorts(options);
  try {
    const background = await startAt(port, gate?.portBehind, options);
    void background.ended.then(() => gate?.close());
    return { ...background, address: `127.0.0.1:${port}`, port, uiPort: gate?.port };
  } catch (error) {
    gate?.close();
    throw error;
  }
}

async function startAt(
  port: number,
  portBehind: number | undefined,
  { binary, folder, namespace = 'default', durable }: TemporalServerOptions,
): Promise<BackgroundProcess> {
  const completed = join(folder, 'temporal.db.complete');
  // An interrupted first start leaves a partial schema, and the server accepts any existing file as complete.
  if (!existsSync(completed)) rmSync(join(folder, 'temporal.db'), { force: true });
  const background = await startInBackground({
    command: binary,
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
      ...['--sqlite-pragma', `synchronous=${durable ? 'normal' : 'off'}`],
    ],
    folder,
    logFile: join(folder, 'temporal.log'),
    stopSignal: 'SIGTERM',
    // Measured: half as many garbage collections save 5 % of its processor time, for some 100 MB.
    environment: { ...bareEnvironment(), GOGC: '200' },
  });
  try {
    await untilListening(port, background);
    await prepareNamespace(`127.0.0.1:${port}`, namespace);
    writeFileSync(completed, '');
    return background;
  } catch (error) {
    await background.stop();
    throw error;
  }
}

interface TakenPorts {
  readonly port: number;
  /** Undefined when there is no UI. */
  readonly gate: UiGate | undefined;
}

/**
 * The given ports, or the next ones that are free, which are easier to remember than random ones. The gate listens from now on,
 * so that of two systems that start at once only one gets its port, and the one that belongs to it: otherwise the
 * second would wait for its server, and find that of the first.
 */
async function takePorts(options: TemporalServerOptions): Promise<TakenPorts> {
  const { port = await freePort(), uiPort, mayMove = false, portsToLeave = [] } = options;
  const openGate = async (at: number | undefined, step: number) =>
    at === undefined ? undefined : openUiGate(at, step);
  if (!mayMove) return { port, gate: await openGate(uiPort, 0) };
  for (let step = 0; step < 10; step += 1) {
    const next = { port: port + step, uiPort: uiPort === undefined ? undefined : uiPort + step };
    if ([next.port, next.uiPort].some((one) => one !== undefined && portsToLeave.includes(one))) continue;
    const gate = await openGate(next.uiPort, step).catch(unlessTaken);
    if (gate === 'TAKEN') continue;
    if (await isPortFree(next.port)) return { port: next.port, gate };
    gate?.close();
  }
  return { port: await freePort(), gate: await openGate(uiPort && (await freePort()), 0) };
}

function unlessTaken(error: NodeJS.ErrnoException): 'TAKEN' {
  if (error.code === 'EADDRINUSE') return 'TAKEN';
  throw error;
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
