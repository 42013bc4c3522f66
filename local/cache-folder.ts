import { homedir } from 'node:os';
import { join } from 'node:path';

/** Where this machine keeps what was downloaded or built for the project, for all its checkouts. */
export function cacheFolder(): string {
  const base =
    process.env.XDG_CACHE_HOME ??
    (process.platform === 'darwin' ? join(homedir(), 'Library', 'Caches') : join(homedir(), '.cache'));
  return join(base, 'order-management');
}
