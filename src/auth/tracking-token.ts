import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

/** The keys of tracking tokens: the first signs, all of them verify. */
export type TrackingKeys = readonly Buffer[];

/** Lower-case hexadecimal alone: nothing in it ends a link in a message, or has to be escaped. */
const TOKEN = /^track-([0-9a-f]{32})([0-9a-f]{64})$/;

/** What every tracking token begins with; no other token does. */
const PREFIX = 'track-';

/** An id that cannot be guessed. Alone it opens nothing, so whoever reads the database cannot make the link. */
export function newTrackingLinkId(): string {
  return randomBytes(16).toString('hex');
}

/** The token for the link of this id; null without a key. */
export function trackingToken([key]: TrackingKeys, linkId: string): string | null {
  return key === undefined ? null : `${PREFIX}${linkId}${signature(key, linkId).toString('hex')}`;
}

export function isTrackingToken(token: string | undefined): token is string {
  return token?.startsWith(PREFIX) ?? false;
}

/** The id of the link that the token is for; null when none of the keys signed it. */
export function linkIdOf(keys: TrackingKeys, token: string): string | null {
  const [, linkId, signed] = TOKEN.exec(token) ?? [];
  if (linkId === undefined || signed === undefined) return null;
  const given = Buffer.from(signed, 'hex');
  return keys.some((key) => timingSafeEqual(given, signature(key, linkId))) ? linkId : null;
}

/** The text names its purpose, so that a key that is used elsewhere as well signs nothing that passes here. */
function signature(key: Buffer, linkId: string): Buffer {
  return createHmac('sha256', key).update(`tracking link ${linkId}`).digest();
}
