import type { ClientConnectConfig } from '@temporalio/envconfig';
import { loadClientConnectConfig } from '@temporalio/envconfig';

/** Address, namespace, TLS and API key of the Temporal Service, from Temporal's own settings and profiles. */
export type TemporalConfig = ClientConnectConfig;

/** Reads them by Temporal's rules (envconfig); throws when they are invalid. */
export function loadTemporalConfig(variables: Readonly<Record<string, string>>): TemporalConfig {
  return loadClientConnectConfig({ overrideEnvVars: { ...variables } });
}

/** The address of the Temporal Service, for messages. */
export function addressOf({ connectionOptions }: TemporalConfig): string {
  return connectionOptions.address ?? 'localhost:7233';
}
