import { get } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { migrate } from '../database/migrate.js';
import { seed } from '../database/seed.js';
import { describeStartError } from '../runtime/errors/describe-start-error.js';
import { listenError } from '../runtime/errors/listen-error.js';
import { StartError } from '../runtime/errors/start-error.js';
import type { ReadSettings } from '../runtime/settings/read-settings.js';
import { readSettings } from '../runtime/settings/read-settings.js';
import { EMBEDDED_SWITCH } from '../runtime/settings/settings.js';
import type { DataFolder } from './data-folder.js';
import { openDataFolder } from './data-folder.js';
import { embedPostgres, externalPostgres } from './database-service.js';
import { freePort, tryToListen } from './free-port.js';
import { startNodeProcess } from './node-process.js';
import { Supervisor } from './supervisor.js';
import { embedTemporal, externalTemporal } from './temporal-service.js';

/** A process for each task queue; the one of webhooks mostly has nothing to do, and is served by another. */
const workers = [
  ['orders', 'orders'],
  ['billing', 'billing'],
  ['shipments', 'shipments,webhooks'],
] as const;

const say = (line: string) => console.log(line);

/** `npm start`: starts everything, prints the addresses, and stops everything on a signal. */
export async function launch(): Promise<void> {
  const servers = new Supervisor(say);
  const processes = new Supervisor(say);
  let folder: DataFolder | undefined;
  let stopping: Promise<void> | undefined;
  const stop = (exitCode: number) => {
    stopping ??= (async () => {
      folder?.leave();
      await processes.stop();
      await servers.stop();
      folder?.release();
      process.exit(exitCode);
    })();
    return stopping;
  };
  stopOnRequest(stop);
  try {
    const settings = readSettings('launcher', process.env);
    const { HOST: host, PORT: port } = settings;
    const embeds = settings.temporal === undefined || settings.DATABASE_URL === undefined;
    if (embeds) folder = await openDataFolder(settings.DATA_DIR);
    await tryToListen(port, host).catch((error) => {
      throw listenError(error, { host: 'HOST', port: 'PORT' }, host, port);
    });
    await bringUp(settings, folder, servers, processes);
  } catch (error) {
    // Failures while stopping are not errors.
    if (stopping === undefined) console.error(describeStartError(error, folder?.path));
    await stop(1);
  }
}

async function bringUp(
  settings: ReadSettings<'launcher'>,
  folder: DataFolder | undefined,
  servers: Supervisor,
  processes: Supervisor,
): Promise<void> {
  const [temporal, database] = await Promise.all([
    settings.temporal === undefined
      ? embedTemporal(settings, servers, say)
      : externalTemporal(settings.temporal),
    (async () => {
      const service =
        settings.DATABASE_URL === undefined
          ? await embedPostgres(folder as DataFolder, servers)
          : await externalPostgres(settings.DATABASE_URL);
      await migrate(service.url);
      await seed(service.url);
      return { ...service, url: await service.addressForUse() };
    })(),
  ]);
  const authenticated = settings.AUTH_SECRET !== undefined || settings.AUTH_JWKS_URL !== undefined;
  // With tokens, the API's own port does not serve its probes.
  const probesPort = settings.PROBES_PORT ?? (authenticated ? await freePort() : undefined);
  const environment = {
    ...temporal.environment,
    DATABASE_URL: database.url,
    DATABASE_URL_FILE: '',
    // A person at a terminal reads it.
    LOG_FORMAT: process.env.LOG_FORMAT || 'text',
    HOST: settings.HOST,
    PORT: String(settings.PORT),
    ...(probesPort !== undefined && { PROBES_PORT: String(probesPort) }),
    ...(!authenticated && { [EMBEDDED_SWITCH]: 'true' }),
    ...(settings.TRACKING_KEYS === undefined && folder && { TRACKING_KEYS: folder.trackingKey }),
    // A developer's receivers are on this machine.
    WEBHOOK_PRIVATE_TARGETS: String(settings.WEBHOOK_PRIVATE_TARGETS ?? !authenticated),
  };
  const start = async (name: string, script: string, args: readonly string[]) => {
    const program = {
      script,
      args,
      environment,
      onLine: (line: string) => say(`${name.padEnd(16)} | ${line}`),
    };
    await processes.keep(
      name,
      async () => startNodeProcess(program),
      (child) =>
        child.ready.catch((error: Error) => {
          throw new StartError(`The ${name} could not be started: ${error.message}.`);
        }),
    );
  };
  const api = addressOf(settings.HOST, settings.PORT);
  const probes = probesPort === undefined ? api : addressOf(settings.PROBES_HOST, probesPort);
  await Promise.all([
    start('API', 'src/main.js', []).then(() => untilServing(probes)),
    ...workers.map(([name, queues]) => start(`${name} worker`, 'workers/main.js', ['--queues', queues])),
  ]);
  const rows = [
    ['Web app', api],
    ['Playground', `${api}/graphql`],
    ['Health, metrics', probes === api ? undefined : probes],
    ['Temporal UI', temporal.uiAddress],
    ['Temporal Service', temporal.address],
    ['PostgreSQL', database.description],
    ['Data', folder?.path],
  ].filter((row): row is [string, string] => row[1] !== undefined);
  const lines = rows.map(([what, where]) => `  ${what.padEnd(18)}${where}`);
  say(
    [
      '',
      `Ready after ${process.uptime().toFixed(1)} s.`,
      '',
      ...lines,
      '',
      'Ctrl-C stops all of it.',
      '',
    ].join('\n'),
  );
}

/** The address at which this machine reaches a server that listens on the host. */
function addressOf(host: string, port: number): string {
  const isHere = ['0.0.0.0', '::', '127.0.0.1'].includes(host);
  const name = isHere ? 'localhost' : host;
  return `http://${name.includes(':') ? `[${name}]` : name}:${port}`;
}

/** Waits until the API reports that it is ready. */
async function untilServing(probes: string): Promise<void> {
  const deadline = Date.now() + 60_000;
  for (;;) {
    if ((await statusOf(`${probes}/readyz`)) === 200) return;
    if (Date.now() > deadline) throw new StartError('The API was not ready within a minute.');
    await sleep(100);
  }
}

/** Does not use `fetch`, which refuses some ports that a user may choose. */
function statusOf(url: string): Promise<number | undefined> {
  return new Promise((resolve) => {
    const request = get(url, { timeout: 5_000, agent: false }, (response) => {
      response.resume();
      resolve(response.statusCode);
    });
    request.once('timeout', () => request.destroy());
    request.once('error', () => resolve(undefined));
  });
}

/** A signal stops everything, a second one at once: the watchdog then stops what is left. */
function stopOnRequest(stop: (exitCode: number) => Promise<void>): void {
  let asked = false;
  const request = () => {
    if (asked) process.exit(1);
    asked = true;
    say('stopping');
    void stop(0);
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, request);
  process.stdout.on('error', () => {});
  // A killed npm forwards no signal, but our parent process number changes.
  if (process.env.npm_lifecycle_event !== undefined) {
    const parent = process.ppid;
    setInterval(() => process.ppid === parent || asked || request(), 500).unref();
  }
}
