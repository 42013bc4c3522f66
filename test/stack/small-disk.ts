import { execFileSync } from 'node:child_process';
import { appendFileSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';

/** A disk that a test fills. */
export interface SmallDisk {
  /** Where it is. */
  readonly folder: string;
  /** Fills it to the last byte. */
  fill(): void;
  /** Makes room again. */
  free(): void;
  remove(): void;
}

/**
 * Mounts a disk of this size in memory at a new folder; undefined where that is not allowed: it needs root on Linux.
 */
export function mountSmallDisk(folder: string, megabytes: number): SmallDisk | undefined {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return undefined;
  mkdirSync(folder);
  try {
    // Others may enter it: PostgreSQL does not run as root.
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m,mode=0711`, 'none', folder], {
      stdio: 'ignore',
    });
  } catch {
    // A container without the right to mount.
    return undefined;
  }
  const remove = () => {
    process.off('exit', remove);
    execFileSync('umount', ['--lazy', folder]);
  };
  process.once('exit', remove);
  const ballast = join(folder, 'ballast');
  return {
    folder,
    fill: () => {
      for (const bytes of [1 << 20, 1 << 12]) appendUntilFull(ballast, Buffer.alloc(bytes));
    },
    free: () => rmSync(ballast, { force: true }),
    remove,
  };
}

function appendUntilFull(file: string, bytes: Buffer): void {
  try {
    for (;;) appendFileSync(file, bytes);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error;
  }
}
