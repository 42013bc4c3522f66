import proto from '@temporalio/proto';
import type { PayloadEncryption } from '../temporal/payload-encryption.js';

const { Payload } = proto.temporal.api.common.v1;

/** A secret as it is stored: encrypted like what Temporal stores, with the same keys; readable without any. */
export async function sealSecret(encryption: PayloadEncryption, secret: string): Promise<string> {
  const [sealed] = await encryption.encode([{ metadata: {}, data: Buffer.from(secret) }]);
  return Buffer.from(Payload.encode(sealed ?? {}).finish()).toString('base64');
}

/** @throws UnknownKeyError when it is encrypted with a key that is not set */
export async function openSecret(encryption: PayloadEncryption, stored: string): Promise<string> {
  const [opened] = await encryption.decode([Payload.decode(Buffer.from(stored, 'base64'))]);
  return Buffer.from(opened?.data ?? []).toString();
}
