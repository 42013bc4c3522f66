import { relative } from 'node:path';
import { StartError } from './start-error.js';
import { withoutSecrets } from './without-secrets.js';

/**
 * What to print when a process cannot start: one line where the reader can act (a setting, or a file, program or
 * connection that the system refuses), the stack where it is a bug.
 */
export function describeStartError(error: unknown, dataFolder?: string): string {
  if (error instanceof StartError) return error.message;
  if (!(error instanceof Error)) return withoutSecrets(String(error));
  const { code, syscall, path } = error as NodeJS.ErrnoException;
  if (code?.startsWith('ERR_PARSE_ARGS_')) return `${error.message}.`;
  if (code === undefined || syscall === undefined) return withoutSecrets(error.stack ?? error.message);
  const isData =
    dataFolder !== undefined && path !== undefined && !relative(dataFolder, path).startsWith('..');
  return isData ? `The data folder ${dataFolder} cannot be used: ${error.message}.` : error.message;
}
