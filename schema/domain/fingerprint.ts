import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';

/**
 * Identifies a payload: SHA-256 of its canonical JSON, in hex. Computed by a library, since workflow code has no
 * `node:crypto`.
 */
export function fingerprintOf(payload: unknown): string {
  return bytesToHex(sha256(utf8ToBytes(canonicalJson(payload))));
}

/** The payload as JSON with sorted keys and without undefined and null members: equal payloads give equal texts. */
export function canonicalJson(payload: unknown): string {
  return JSON.stringify(payload, sortKeys) ?? '';
}

function sortKeys(_key: string, value: unknown): unknown {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return value;
  const members = Object.entries(value).filter(([, member]) => member !== undefined && member !== null);
  return Object.fromEntries(members.sort(([a], [b]) => (a < b ? -1 : 1)));
}
