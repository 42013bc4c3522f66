import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';
import type { Payload, PayloadCodec, SerializationContext } from '@temporalio/common';
import proto from '@temporalio/proto';

const { Payload: PayloadMessage } = proto.temporal.api.common.v1;

const ALGORITHM = 'aes-256-gcm';
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** The names that Temporal's own samples use for payloads encrypted like this. */
const ENCODING = Buffer.from('binary/encrypted');
const KEY_ID = 'encryption-key-id';

/** A payload is encrypted with a key that this process does not have. */
export class UnknownKeyError extends Error {
  override readonly name = 'UnknownKeyError';
}

/** A key's id, derived from the key, so that an id means the same key in every process. */
export function keyIdOf(key: Buffer): string {
  return createHash('sha256').update(key).digest('hex').slice(0, 16);
}

/** Lists the key ids when a process starts, for an operator who rotates keys; empty without keys. */
export function describeKeys(keys: readonly Buffer[]): string {
  const [first, ...others] = keys.map(keyIdOf);
  if (first === undefined) return '';
  const more = others.length > 0 ? `, and read also with ${others.join(', ')}` : '';
  return `Temporal payloads are encrypted with key ${first}${more}`;
}

/**
 * Encrypts payloads for the Temporal Service with the first key, and decrypts them with whichever key encrypted them.
 * Payloads that are not encrypted pass through. Without keys, nothing is encrypted.
 */
export class PayloadEncryption implements PayloadCodec {
  readonly #keys: ReadonlyMap<string, Buffer>;

  constructor(keys: readonly Buffer[]) {
    this.#keys = new Map(keys.map((key) => [keyIdOf(key), key]));
  }

  /** Whether anything is encrypted. */
  get isOn(): boolean {
    return this.#keys.size > 0;
  }

  async encode(payloads: Payload[]): Promise<Payload[]> {
    const [active] = this.#keys;
    return active ? payloads.map((payload) => sealed(payload, ...active)) : payloads;
  }

  /** @throws UnknownKeyError when one of them is encrypted with a key that is not set */
  async decode(payloads: Payload[], context?: SerializationContext): Promise<Payload[]> {
    return payloads.map((payload) => this.#opened(payload, context));
  }

  #opened(payload: Payload, context: SerializationContext | undefined): Payload {
    const keyId = sealingKeyOf(payload);
    if (keyId === null) return payload;
    const key = this.#keys.get(keyId);
    if (key === undefined) throw new UnknownKeyError(this.#complaintOf(keyId, context));
    // Forged or damaged: it stays unreadable, and its reader decides what to do.
    return opened(payload, key) ?? payload;
  }

  #complaintOf(keyId: string, context: SerializationContext | undefined): string {
    const owner = context?.workflowId === undefined ? 'A payload' : `A payload of ${context.workflowId}`;
    const known = this.#keys.size === 0 ? 'is not set' : `has only ${[...this.#keys.keys()].join(', ')}`;
    return `${owner} is encrypted with key ${keyId}: ENCRYPTION_KEYS ${known}`;
  }
}

function sealed(payload: Payload, keyId: string, key: Buffer): Payload {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv(ALGORITHM, key, nonce);
  const plain = PayloadMessage.encode(payload).finish();
  const data = Buffer.concat([nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
  return { metadata: { encoding: ENCODING, [KEY_ID]: Buffer.from(keyId) }, data };
}

/** The id of the key that encrypted a payload; null when it is not encrypted, or malformed. */
function sealingKeyOf({ metadata, data }: Payload): string | null {
  const encoding = metadata?.encoding;
  if (!encoding || !ENCODING.equals(encoding)) return null;
  const keyId = Buffer.from(metadata[KEY_ID] ?? []).toString('latin1');
  const isWhole = /^[0-9a-f]{16}$/.test(keyId) && (data?.length ?? 0) >= NONCE_BYTES + TAG_BYTES;
  return isWhole ? keyId : null;
}

function opened({ data }: Payload, key: Buffer): Payload | null {
  const bytes = Buffer.from(data ?? []);
  const decipher = createDecipheriv(ALGORITHM, key, bytes.subarray(0, NONCE_BYTES), {
    authTagLength: TAG_BYTES,
  });
  decipher.setAuthTag(bytes.subarray(-TAG_BYTES));
  try {
    const text = decipher.update(bytes.subarray(NONCE_BYTES, -TAG_BYTES));
    return PayloadMessage.decode(Buffer.concat([text, decipher.final()]));
  } catch {
    return null;
  }
}
