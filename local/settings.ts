import { resolve } from 'node:path';
import { StartError } from '../runtime/errors/start-error.js';
import { readDatabaseUrl } from '../runtime/settings/database-url.js';
import { secondsOf } from '../runtime/settings/duration.js';
import { isLoopback } from '../runtime/settings/embedded.js';

/** What the launcher itself reads; every other setting goes to the API and the workers as it is. */
export interface LauncherSettings {
  readonly host: string;
  readonly port: number;
  readonly dataFolder: string;
  /** A Temporal Service that runs already; none: embed one. */
  readonly temporalAddress: string | undefined;
  /** The namespace to use in an embedded one. */
  readonly temporalNamespace: string;
  /** A PostgreSQL that runs already; none: embed one. */
  readonly databaseUrl: string | undefined;
  /** Whether callers must show who they are. */
  readonly authenticated: boolean;
}

/** Reads the launcher's settings and refuses those that cannot work or would be unsafe. */
export function readLauncherSettings(environment: NodeJS.ProcessEnv): LauncherSettings {
  const settings = {
    host: nonEmpty(environment.HOST) ?? '127.0.0.1',
    port: readPort(nonEmpty(environment.PORT) ?? '4000'),
    dataFolder: resolve(nonEmpty(environment.DATA_DIR) ?? '.data'),
    temporalAddress: nonEmpty(environment.TEMPORAL_ADDRESS),
    temporalNamespace: nonEmpty(environment.TEMPORAL_NAMESPACE) ?? 'default',
    databaseUrl: environment.DATABASE_URL ? readDatabaseUrl(environment.DATABASE_URL) : undefined,
    authenticated: (nonEmpty(environment.AUTH_SECRET) ?? nonEmpty(environment.AUTH_JWKS_URL)) !== undefined,
  };
  if (!settings.authenticated && !isLoopback(settings.host)) {
    throw new StartError(
      `HOST=${settings.host} needs AUTH_SECRET or AUTH_JWKS_URL: without them whoever reaches the API may do everything.`,
    );
  }
  // The workers read it, once everything that they need has been started.
  if (environment.CUSTOMER_ACTION_TIMEOUT) {
    secondsOf('CUSTOMER_ACTION_TIMEOUT', environment.CUSTOMER_ACTION_TIMEOUT);
  }
  return settings;
}

function readPort(text: string): number {
  const port = Number(text);
  if (!/^\d+$/.test(text) || port < 1 || port > 65_535) {
    throw new StartError(`PORT=${text} is no port: it takes a number from 1 to 65535.`);
  }
  return port;
}

function nonEmpty(text: string | undefined): string | undefined {
  return text === '' ? undefined : text;
}
