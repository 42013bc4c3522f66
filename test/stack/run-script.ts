import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { StackAddresses } from './addresses.js';

/** Runs one of the workers' scripts as an operator does; returns how it ended and what it said. */
export async function runScript(
  script: 'archive/main' | 'reconcile/main' | 'promote',
  { databaseUrl, temporalAddress, namespace }: StackAddresses,
  parameters: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): Promise<{ readonly code: number; readonly said: string }> {
  const file = fileURLToPath(new URL(`../../dist/workers/${script}.js`, import.meta.url));
  const env = {
    ...process.env,
    DATABASE_URL: databaseUrl,
    TEMPORAL_ADDRESS: temporalAddress,
    TEMPORAL_NAMESPACE: namespace,
    ...environment,
  };
  return promisify(execFile)(process.execPath, [file, ...parameters], { env }).then(
    ({ stdout }) => ({ code: 0, said: stdout }),
    ({ code, stdout, stderr }) => ({ code, said: `${stdout}${stderr}` }),
  );
}
