import type { Payload } from '@temporalio/common';

/** A payload as Temporal's tools send it to a codec server: bytes in base64. */
export interface PayloadJson {
  readonly metadata?: Readonly<Record<string, string>>;
  readonly data?: string;
}

/** What the body of a request must look like. */
export const payloadsSchema = {
  type: 'object',
  required: ['payloads'],
  properties: {
    payloads: {
      type: 'array',
      items: {
        type: 'object',
        properties: {
          metadata: { type: 'object', additionalProperties: { type: 'string' } },
          data: { type: 'string' },
        },
      },
    },
  },
} as const;

export function payloadOf({ metadata = {}, data = '' }: PayloadJson): Payload {
  const entries = Object.entries(metadata).map(
    ([name, text]) => [name, Buffer.from(text, 'base64')] as const,
  );
  return { metadata: Object.fromEntries(entries), data: Buffer.from(data, 'base64') };
}

export function payloadJsonOf({ metadata, data }: Payload): PayloadJson {
  const base64 = (bytes: Uint8Array | null | undefined) => Buffer.from(bytes ?? []).toString('base64');
  const entries = Object.entries(metadata ?? {}).map(([name, bytes]) => [name, base64(bytes)] as const);
  return { metadata: Object.fromEntries(entries), data: base64(data) };
}
