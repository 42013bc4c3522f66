import { tokenExpired, unauthenticated } from '../errors/api-errors.js';
import type { TrackingLinkRow } from '../store/tracking-links.js';
import type { Authenticate } from './authenticate.js';
import type { TrackingKeys } from './tracking-token.js';
import { isTrackingToken, linkIdOf } from './tracking-token.js';

/** The message to a caller with a revoked link. */
export const LINK_REVOKED = 'The tracking link was revoked';

/**
 * Lets in whoever has a tracking link as well. A token that looks like one is never taken for another kind, also where every
 * other caller is the developer. A forged one is refused before anything is read.
 *
 * @param find the link with this id; null when there is none
 */
export function acceptTrackingLinks(
  authenticate: Authenticate,
  keys: TrackingKeys,
  find: (linkId: string) => Promise<TrackingLinkRow | null>,
): Authenticate {
  return async (token) => {
    if (!isTrackingToken(token)) return authenticate(token);
    const linkId = linkIdOf(keys, token);
    const link = linkId === null ? null : await find(linkId);
    if (!link) throw unauthenticated('The tracking link is not valid');
    const expiresAt = link.expires_at.getTime();
    if (expiresAt <= Date.now()) throw tokenExpired('The tracking link has expired');
    if (link.revoked_at !== null) throw unauthenticated(LINK_REVOKED);
    const { id, order_id: orderId, customer_id: customerId } = link;
    return { role: 'TRACKING', id, expiresAt, tracked: { orderId, customerId } };
  };
}
