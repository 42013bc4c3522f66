import type { ClientConnectConfig } from '@temporalio/envconfig';
import { loadClientConnectConfig } from '@temporalio/envconfig';

/** Address, namespace, TLS and API key of the Temporal Service, from Temporal's own settings and profiles. */
export type TemporalConfig = ClientConnectConfig & { readonly namespace: string };

const clientCertificate = ['TEMPORAL_TLS_CLIENT_CERT_PATH', 'TEMPORAL_TLS_CLIENT_KEY_PATH'] as const;

/** Reads them by Temporal's rules (envconfig); throws when they are invalid. */
export function loadTemporalConfig(variables: Readonly<Record<string, string>>): TemporalConfig {
  const config = loadProfile(variables);
  const { tls } = config.connectionOptions;
  const hasCertificate = typeof tls === 'object' && tls?.clientCertPair !== undefined;
  // Half a pair is silently left out.
  if (clientCertificate.some((name) => variables[name]) && !hasCertificate)
    throw new Error(`${clientCertificate.join(' and ')} belong together: one of them is not set.`);
  return { ...config, namespace: config.namespace ?? 'default' };
}

function loadProfile(variables: Readonly<Record<string, string>>): ClientConnectConfig {
  try {
    return loadClientConnectConfig({ overrideEnvVars: { ...variables } });
  } catch (error) {
    // What envconfig 1.24 does with an empty file.
    if (!(error instanceof TypeError)) throw error;
    throw new Error(
      'the file with its profiles has none: add the line "[profile.default]", or remove the file.',
    );
  }
}

/** The address of the Temporal Service, for messages. */
export function addressOf({ connectionOptions }: TemporalConfig): string {
  return connectionOptions.address ?? 'localhost:7233';
}
