import type { IncomingMessage } from 'node:http';
import { isIP } from 'node:net';
import { isLoopback } from '../../runtime/settings/loopback.js';
import type { ReadSettings } from '../../runtime/settings/read-settings.js';

/** Under which names the API may be asked, and by which pages; what is asked by no page has no origin. */
export interface Sites {
  /** Whether the request names this server as somebody may who is let in. */
  isAskedByName(request: IncomingMessage): boolean;
  /** Whether the request comes from no page, or from one that may ask. */
  isFromOurPage(request: IncomingMessage): boolean;
}

/**
 * A browser lets any page send what it likes to any address, and a name can be pointed at this machine by whoever owns
 * it, so that its pages count as ours. Where no token is asked for, names are therefore checked; with tokens, which no
 * browser adds by itself, only when some are set.
 */
export function createSites(
  {
    ALLOWED_HOSTS,
    ALLOWED_ORIGINS = [],
  }: Partial<Pick<ReadSettings<'API'>, 'ALLOWED_HOSTS' | 'ALLOWED_ORIGINS'>>,
  hasTokens: boolean,
): Sites {
  const names = new Set(ALLOWED_HOSTS);
  const pages = new Set(ALLOWED_ORIGINS);
  const checksNames = !hasTokens || ALLOWED_HOSTS !== undefined;
  return {
    isAskedByName({ headers: { host } }) {
      if (!checksNames) return true;
      const name = urlOf(`http://${host}`)?.hostname;
      return name !== undefined && (isLoopback(name) || isAddress(name) || names.has(name));
    },
    isFromOurPage({ headers: { origin, host }, socket }) {
      if (origin === undefined) return true;
      const page = urlOf(origin);
      if (!page || !/^https?:$/.test(page.protocol)) return false;
      if (page.host === host || pages.has(page.origin)) return true;
      return isLoopback(page.hostname) && Number(page.port) === socket.localPort;
    },
  };
}

/** Nobody can point an address elsewhere. */
function isAddress(name: string): boolean {
  return isIP(name.replace(/^\[|\]$/g, '')) !== 0;
}

function urlOf(text: string): URL | null {
  return URL.canParse(text) ? new URL(text) : null;
}
