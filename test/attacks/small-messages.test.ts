import { afterAll, beforeAll, expect, test } from 'vitest';
import { Wire } from '../feed/wire.js';
import type { Attacked } from './attacked.js';
import { answerTo, startAttacked } from './attacked.js';

/** More than the caller can pay for. */
const MANY = 10_000;

let attacked: Attacked;

beforeAll(async () => {
  attacked = await startAttacked({ LIMIT_COST_BURST: '100000', LIMIT_COST_PER_SECOND: '1000' });
});
afterAll(() => attacked?.[Symbol.asyncDispose]());

const floods: readonly (readonly [string, (wire: Wire) => void])[] = [
  ['pongs', (wire) => wire.send({ type: 'pong' })],
  ['pings', (wire) => wire.send({ type: 'ping' })],
  ['ends of nothing', (wire) => wire.send({ type: 'complete', id: 'nothing' })],
  ['control frames', (wire) => wire.webSocket.pong('x')],
];

test.each(floods)('who sends nothing but %s, on many sockets, is closed', async (what, sendOne) => {
  const token = await attacked.token('manager', what);
  const wires = await Promise.all(Array.from({ length: 5 }, () => attacked.socket(token)));
  for (const wire of wires) {
    // In one write: of what comes in small pieces, a peer may send as much as its caller can pay for.
    wire.stream.cork();
    for (let n = 0; n < MANY; n += 1) sendOne(wire);
    wire.stream.uncork();
  }
  for (const wire of wires) expect(await wire.closed).toMatchObject({ code: 1013 });
  await attacked.neighbourIsServed();
});

test.each(floods)('a stranger that sends %s is closed after a few', async (_, sendOne) => {
  const wire = await new Wire(attacked.stack.addresses.webSocketUrl).open();
  for (let n = 0; n < 17; n += 1) sendOne(wire);
  await wire.closed;
  expect(wire.messages.length).toBeLessThanOrEqual(16);
  await attacked.neighbourIsServed();
});

test('who begins much at once, within its budget, is answered', async () => {
  const wire = await attacked.socket(await attacked.token('manager', 'mia'));
  for (let n = 0; n < 1_000; n += 1) wire.send({ type: 'ping', payload: { n } });
  wire.subscribe('1', '{ viewer { actorId } }');
  expect((await answerTo(wire, '1')).type).toBe('next');
  expect(wire.messages.filter(({ type }) => type === 'pong')).toHaveLength(1_000);
  await wire.close();
});
