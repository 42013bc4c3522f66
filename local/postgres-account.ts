import { execFileSync } from 'node:child_process';
import { chownSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { StartError } from '../runtime/errors/start-error.js';

/** The account that runs PostgreSQL's programs: our own, or the folder's owner if we are root, which PostgreSQL refuses. */
export interface PostgresAccount {
  readonly user?: { readonly uid: number; readonly gid: number };
  /** The words to prefix the command with. */
  readonly prefix: readonly string[];
}

/** Picks the account for a data folder. One that is root's gets another owner, any other keeps its own. */
export function postgresAccount(dataFolder: string, binary: string): PostgresAccount {
  if (process.getuid?.() !== 0) return { prefix: [] };
  const { uid, gid } = statSync(dataFolder);
  const user = uid === 0 ? unprivilegedUser() : { uid, gid };
  if (uid === 0) chownSync(dataFolder, user.uid, user.gid);
  const reachable = [dataFolder, binary].every((path) => isReachable(path, user.uid));
  if (reachable) return { user, prefix: [] };
  // A parent folder, such as /root, may be accessible to root only: keep the capability to enter it, and no other.
  const ids = [`--reuid=${user.uid}`, `--regid=${user.gid}`, '--clear-groups'];
  const prefix = ['setpriv', ...ids, '--inh-caps=+dac_override', '--ambient-caps=+dac_override', '--'];
  try {
    execFileSync(prefix[0] as string, [...prefix.slice(1), binary, '--version'], { stdio: 'ignore' });
  } catch {
    throw new StartError(
      `PostgreSQL does not run as root, and no other user may enter ${dataFolder} or the project's folder. ` +
        'Run this as an ordinary user, or set DATA_DIR elsewhere, or set DATABASE_URL to a running PostgreSQL.',
    );
  }
  return { prefix };
}

function unprivilegedUser(): { readonly uid: number; readonly gid: number } {
  for (const name of ['postgres', 'nobody']) {
    try {
      const id = (flag: string) =>
        Number(execFileSync('id', [flag, name], { stdio: ['ignore', 'pipe', 'ignore'] }));
      return { uid: id('-u'), gid: id('-g') };
    } catch {
      // The next name may exist.
    }
  }
  throw new StartError(
    'PostgreSQL does not run as root, and there is no user "postgres" or "nobody" to run it as.',
  );
}

function isReachable(path: string, uid: number): boolean {
  for (let folder = dirname(resolve(path)); ; folder = dirname(folder)) {
    const { mode, uid: owner } = statSync(folder);
    if ((mode & (owner === uid ? 0o100 : 0o001)) === 0) return false;
    if (folder === dirname(folder)) return true;
  }
}
