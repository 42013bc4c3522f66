const OFFSET_BASIS = 0xcbf29ce484222325n;
const PRIME = 0x100000001b3n;
const MASK = 0xffffffffffffffffn;

/**
 * FNV-1a, 64 bit, over the value as JSON with sorted keys: equal payloads hash alike whatever their key order.
 * Written out because workflow code has no crypto; it tells payloads apart and protects nothing.
 * Undefined and null members count as left out.
 * @see https://datatracker.ietf.org/doc/html/draft-eastlake-fnv
 */
export function payloadHash(payload: unknown): string {
  let hash = OFFSET_BASIS;
  const text = JSON.stringify(payload, sortKeys) ?? '';
  for (let index = 0; index < text.length; index++) {
    hash = ((hash ^ BigInt(text.charCodeAt(index))) * PRIME) & MASK;
  }
  return hash.toString(16).padStart(16, '0');
}

function sortKeys(_key: string, value: unknown): unknown {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return value;
  const members = Object.entries(value).filter(([, member]) => member !== undefined && member !== null);
  return Object.fromEntries(members.sort(([a], [b]) => (a < b ? -1 : 1)));
}
