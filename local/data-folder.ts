import { randomBytes } from 'node:crypto';
import { linkSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { StartError } from '../runtime/errors/start-error.js';
import type { GuardedProcess } from './guard.js';
import { keepLedger } from './guard.js';
import { makeFolder } from './make-folder.js';
import type { ProcessIdentity } from './process-identity.js';
import { identify, isRunning, stopProcess } from './process-identity.js';

/** The data folder of the embedded servers, locked by one launcher at a time. */
export interface DataFolder {
  readonly path: string;
  /** The password of the embedded PostgreSQL, made on the first start. */
  readonly databasePassword: string;
  /** The key of tracking links, made on the first start. */
  readonly trackingKey: string;
  /** Marks this launcher as ending, for the next start. */
  leave(): void;
  release(): void;
}

/** Locks the folder for this launcher, and stops what a killed one may have left running. */
export async function openDataFolder(path: string): Promise<DataFolder> {
  const lock = join(path, 'launcher.json');
  const ledger = join(path, 'processes.json');
  try {
    makeFolder(path);
    const self = await takeLock(lock);
    const isOurs = () => isSame(readJson<LockHolder>(lock), self);
    const leftovers = readJson<readonly GuardedProcess[]>(ledger) ?? [];
    await Promise.all(leftovers.map(({ identity, stopSignal }) => stopProcess(identity, stopSignal, 15_000)));
    keepLedger(ledger);
    return {
      path,
      databasePassword: keptSecret(join(path, 'database-password'), () => randomBytes(24).toString('hex')),
      trackingKey: keptSecret(join(path, 'tracking-key'), () => randomBytes(32).toString('base64')),
      leave: () => {
        if (isOurs()) renameSync(draftOf(lock, { ...self, leaving: true }), lock);
      },
      release: () => {
        if (isOurs()) rmSync(lock);
      },
    };
  } catch (error) {
    if (error instanceof StartError) throw error;
    throw new StartError(`The data folder ${path} cannot be used: ${(error as Error).message}.`);
  }
}

interface LockHolder extends ProcessIdentity {
  readonly leaving?: true;
}

function isSame(holder: LockHolder | undefined, self: LockHolder): boolean {
  return holder?.pid === self.pid && holder.startedAt === self.startedAt;
}

/** The content of a lock in a file of its own: another start must not read one that is not written yet. */
function draftOf(lock: string, holder: LockHolder): string {
  const draft = `${lock}.new-${process.pid}`;
  writeFileSync(draft, JSON.stringify(holder), { mode: 0o600 });
  return draft;
}

async function takeLock(lock: string): Promise<LockHolder> {
  const self = identify(process.pid);
  if (self === undefined) throw new Error('this process cannot be identified');
  const deadline = Date.now() + 30_000;
  const draft = draftOf(lock, self);
  try {
    await linkFree(draft, lock, deadline);
  } finally {
    rmSync(draft);
  }
  return self;
}

/** Makes the draft the lock, as soon as there is no other. */
async function linkFree(draft: string, lock: string, deadline: number): Promise<void> {
  while (Date.now() < deadline) {
    try {
      linkSync(draft, lock);
      return;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
    const holder = readJson<LockHolder>(lock);
    if (holder === undefined || !isRunning(holder)) removeStale(lock);
    else if (holder.leaving === true) await sleep(100);
    else {
      throw new StartError(
        `The data folder ${dirname(lock)} is in use by another start of this system (process ${holder.pid}): ` +
          'stop that one, or set DATA_DIR to another folder.',
      );
    }
  }
  throw new StartError(`The lock ${lock} could not be taken: an earlier start of this system does not end.`);
}

/** If several starts find the same stale lock, only one moves it away. */
function removeStale(lock: string): void {
  const stale = `${lock}.stale-${process.pid}`;
  try {
    renameSync(lock, stale);
    rmSync(stale);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
}

/** The secret in the file, made on the first start. */
function keptSecret(file: string, make: () => string): string {
  try {
    writeFileSync(file, make(), { flag: 'wx', mode: 0o600 });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
  return readFileSync(file, 'utf8').trim();
}

/** A file truncated by a crash counts as missing; one that we may not read does not. */
function readJson<Value>(file: string): Value | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Value;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || error instanceof SyntaxError) return undefined;
    if (code !== 'EACCES') throw error;
    throw new StartError(
      `${file} belongs to another user (uid ${statSync(file).uid}), who may be running this system: ` +
        'stop it as that user and delete the file, or set DATA_DIR to another folder.',
    );
  }
}
