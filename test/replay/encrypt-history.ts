import type { Payload } from '@temporalio/common';
import type { PayloadEncryption } from '../../runtime/temporal/payload-encryption.js';

interface SavedPayload {
  readonly metadata: Readonly<Record<string, string>>;
  readonly data?: string;
}

/** What the SDK writes without the payload codec: patch markers, search attributes, and headers. */
const NEVER_ENCRYPTED = new Set(['markerRecordedEventAttributes', 'searchAttributes', 'header']);

/** The saved history as it would be if its order had run with this encryption. */
export async function encryptHistory<Saved>(saved: Saved, encryption: PayloadEncryption): Promise<Saved> {
  return (await encrypted(saved, encryption)) as Saved;
}

async function encrypted(value: unknown, encryption: PayloadEncryption): Promise<unknown> {
  if (Array.isArray(value)) return Promise.all(value.map((each) => encrypted(each, encryption)));
  if (typeof value !== 'object' || value === null) return value;
  if (isPayload(value)) {
    const [payload] = await encryption.encode([read(value)]);
    return payload && written(payload);
  }
  const members = Object.entries(value).map(async ([name, member]) => [
    name,
    NEVER_ENCRYPTED.has(name) ? member : await encrypted(member, encryption),
  ]);
  return Object.fromEntries(await Promise.all(members));
}

function isPayload(value: object): value is SavedPayload {
  return typeof (value as Partial<SavedPayload>).metadata?.encoding === 'string';
}

function read({ metadata, data = '' }: SavedPayload): Payload {
  const texts = Object.entries(metadata).map(([name, text]) => [name, Buffer.from(text, 'base64')] as const);
  return { metadata: Object.fromEntries(texts), data: Buffer.from(data, 'base64') };
}

function written({ metadata, data }: Payload): SavedPayload {
  const base64 = (bytes: Uint8Array | null | undefined) => Buffer.from(bytes ?? []).toString('base64');
  const texts = Object.entries(metadata ?? {}).map(([name, bytes]) => [name, base64(bytes)] as const);
  return { metadata: Object.fromEntries(texts), data: base64(data) };
}
