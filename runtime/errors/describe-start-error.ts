import { relative } from 'node:path';
import { StartError } from './start-error.js';
import { withoutSecrets } from './without-secrets.js';

/**
 * What to print when a start fails. For what the reader can act on, also when the system refuses a file, a program or a
 * connection: one line each. For a bug of ours: the stack.
 */
export function describeStartError(error: unknown, dataFolder?: string): string {
  if (error instanceof StartError) return error.message;
  if (!(error instanceof Error)) return withoutSecrets(String(error));
  const { code, syscall, path } = error as NodeJS.ErrnoException;
  if (code === undefined || syscall === undefined) return withoutSecrets(error.stack ?? error.message);
  const isData =
    dataFolder !== undefined && path !== undefined && !relative(dataFolder, path).startsWith('..');
  return isData ? `The data folder ${dataFolder} cannot be used: ${error.message}.` : error.message;
}
