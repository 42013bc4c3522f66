import { LINK_REVOKED } from '../auth/accept-tracking-links.js';
import type { Log } from '../errors/log.js';
import type { Connection } from './connection.js';

/** Which of these tracking links are revoked. */
export type RevokedLinks = (linkIds: readonly string[]) => Promise<ReadonlySet<string>>;

/**
 * Ends the sockets of links that were revoked. Read, not announced: no lost announcement can leave a link open. In an outage
 * nothing is published either.
 */
export function revokedEnder(
  connections: ReadonlySet<Connection>,
  read: RevokedLinks,
  log: Pick<Log, 'error'>,
): () => Promise<void> {
  let isReading = false;
  let isFailing = false;
  return async () => {
    const ids = new Set(Array.from(connections, ({ trackingLinkId }) => trackingLinkId));
    ids.delete(null);
    if (ids.size === 0 || isReading) return;
    isReading = true;
    try {
      const revoked = await read([...ids] as string[]);
      for (const connection of connections) {
        const { trackingLinkId } = connection;
        if (trackingLinkId !== null && revoked.has(trackingLinkId)) connection.end(LINK_REVOKED);
      }
      isFailing = false;
    } catch (error) {
      // Asked again in a moment. Until it can be read, those that are revoked stay open.
      if (!isFailing) log.error({ err: error }, 'The revoked tracking links cannot be read');
      isFailing = true;
    } finally {
      isReading = false;
    }
  };
}
