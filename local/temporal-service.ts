import { Connection } from '@temporalio/client';
import { reasonOf } from '../runtime/errors/reason-of.js';
import { StartError } from '../runtime/errors/start-error.js';
import type { ReadSettings } from '../runtime/settings/read-settings.js';
import type { TemporalConfig } from '../runtime/temporal/temporal-config.js';
import { addressOf } from '../runtime/temporal/temporal-config.js';
import type { Supervisor } from './supervisor.js';
import { findTemporalBinary } from './temporal-binary.js';
import { startTemporalServer } from './temporal-server.js';
import { onlyThisTemporal } from './temporal-settings.js';

/** The Temporal Service to work with. */
export interface TemporalService {
  readonly address: string;
  /** Its web UI, when it is ours. */
  readonly uiAddress: string | undefined;
  /** This process's environment, with the settings to reach it. */
  readonly environment: NodeJS.ProcessEnv;
}

/** Starts the embedded Temporal Service, its data in the folder, and keeps it running. */
export async function embedTemporal(
  settings: ReadSettings<'launcher'>,
  supervisor: Supervisor,
  say: (line: string) => void,
): Promise<TemporalService> {
  const { DATA_DIR: folder, TEMPORAL_NAMESPACE: namespace = 'default' } = settings;
  const binary = await findTemporalBinary(say, settings.TEMPORAL_CLI_PATH);
  const ports = { port: 7233, uiPort: 8233, mayMove: true };
  const start = () =>
    startTemporalServer({
      binary,
      folder,
      namespace,
      durable: true,
      // Still free, because the API does not listen there yet.
      portsToLeave: [settings.PORT],
      ...ports,
    });
  const { address, port, uiPort } = await supervisor.keep('Temporal Service', start);
  for (const [wanted, got, what] of [
    [ports.port, port, 'the Temporal Service'],
    [ports.uiPort, uiPort, 'its web UI'],
  ] as const) {
    if (got === undefined) say(`no port is free for ${what}, so it is not started`);
    else if (wanted !== got) say(`port ${wanted} is not free: ${what} listens on 127.0.0.1:${got} instead`);
  }
  // After a restart the other processes expect it on the same port.
  Object.assign(ports, { port, uiPort: uiPort ?? ports.uiPort, mayMove: false });
  const uiAddress = uiPort === undefined ? undefined : `http://localhost:${uiPort}`;
  return {
    address,
    uiAddress,
    environment: { ...onlyThisTemporal(address, namespace, folder), TEMPORAL_UI_URL: uiAddress ?? '' },
  };
}

/** Checks that the Temporal Service of the user's settings can be reached. */
export async function externalTemporal(config: TemporalConfig): Promise<TemporalService> {
  const address = addressOf(config);
  try {
    const { connectionOptions, namespace } = config;
    const connection = await Connection.connect({ ...connectionOptions, connectTimeout: '5s' });
    try {
      await connection.withDeadline(Date.now() + 5_000, () =>
        connection.workflowService.describeNamespace({ namespace }),
      );
    } finally {
      await connection.close();
    }
  } catch (error) {
    throw new StartError(`The Temporal Service at ${address} cannot be used: ${reasonOf(error)}`);
  }
  return { address, uiAddress: process.env.TEMPORAL_UI_URL, environment: process.env };
}
