import { relative } from 'node:path';
import { StartError } from './start-error.js';
import { withoutSecrets } from './without-secrets.js';

/**
 * What to print for anything that stopped a start: a line for each thing that its reader can act on, which is also what
 * the system refuses (a file, a program, a connection); the stack of a fault of ours.
 */
export function describeStartFailure(failure: unknown, dataFolder?: string): string {
  if (failure instanceof StartError) return failure.message;
  if (!(failure instanceof Error)) return withoutSecrets(String(failure));
  const { code, syscall, path } = failure as NodeJS.ErrnoException;
  if (code === undefined || syscall === undefined) return withoutSecrets(failure.stack ?? failure.message);
  const isData =
    dataFolder !== undefined && path !== undefined && !relative(dataFolder, path).startsWith('..');
  return isData ? `The data folder ${dataFolder} cannot be used: ${failure.message}.` : failure.message;
}
