import type { Wire } from '../../feed/wire.js';

const padding = 'x'.repeat(200_000);
const query = 'subscription { stockAdjusted { id } }';

/** Subscribes with 200 KB that the operation does not declare, and waits until the message was read. */
export async function subscribePadded(wire: Wire, n: number): Promise<void> {
  const payload = n % 2 ? { query, variables: { padding } } : { query, extensions: { padding } };
  wire.send({ type: 'subscribe', id: `${n}`, payload: { ...payload, n } as object });
  wire.send({ type: 'ping', payload: { n } });
  while ((await wire.next()).type !== 'pong');
}
