import { randomBytes } from 'node:crypto';
import { defaultPayloadConverter } from '@temporalio/common';
import { expect, test } from 'vitest';
import { keyIdOf, PayloadEncryption, UnknownKeyError } from '../../runtime/temporal/payload-encryption.js';

const [key, otherKey] = [randomBytes(32), randomBytes(32)];
const encryption = new PayloadEncryption([key]);
const plain = defaultPayloadConverter.toPayload({ customerId: 'Ada' });

async function sealed() {
  const [payload] = await encryption.encode([plain]);
  return { ...payload, data: Buffer.from(payload?.data ?? []) };
}

test('reads what it encrypted, with its metadata, and what never was encrypted', async () => {
  const payload = await sealed();
  expect(payload.data.includes('Ada')).toBe(false);
  const read = await encryption.decode([payload, plain]);
  expect(read.map((each) => defaultPayloadConverter.fromPayload(each))).toEqual([
    { customerId: 'Ada' },
    { customerId: 'Ada' },
  ]);
});

test('encrypts the same payload in another way each time', async () => {
  expect((await sealed()).data).not.toEqual((await sealed()).data);
});

test('encrypts with its first key and reads with all', async () => {
  const rotated = new PayloadEncryption([otherKey, key]);
  expect(await rotated.decode([await sealed()])).toHaveLength(1);
  const [payload] = await rotated.encode([plain]);
  expect(Buffer.from(payload?.metadata?.['encryption-key-id'] ?? []).toString()).toBe(keyIdOf(otherKey));
});

test.each([
  ['another key', [otherKey], `ENCRYPTION_KEYS has only ${keyIdOf(otherKey)}`],
  ['no key', [], 'ENCRYPTION_KEYS is not set'],
])('with %s says which key it misses, and of which order', async (_, keys, reason) => {
  const reading = new PayloadEncryption(keys).decode([await sealed()], {
    type: 'workflow',
    namespace: 'default',
    workflowId: 'order:1',
  });
  await expect(reading).rejects.toThrow(UnknownKeyError);
  await expect(reading).rejects.toThrow(
    `A payload of order:1 is encrypted with key ${keyIdOf(key)}: ${reason}`,
  );
});

test('reads nothing into a payload of which any bit was changed', async () => {
  const payload = await sealed();
  for (const index of [0, 12, payload.data.length - 17, payload.data.length - 1]) {
    const data = Buffer.from(payload.data);
    data[index] = (data[index] ?? 0) ^ 1;
    const [read] = await encryption.decode([{ ...payload, data }]);
    expect(() => defaultPayloadConverter.fromPayload(read ?? {})).toThrow('Unknown encoding');
  }
});

test('without a key encrypts nothing', async () => {
  const none = new PayloadEncryption([]);
  expect(await none.encode([plain])).toEqual([plain]);
  expect(none.isOn).toBe(false);
});
