import { once } from 'node:events';
import type { Attacker } from './attacker.js';
import { COSTLY_PAGES, ORDER_BY_ID, tooCostly, withDeepVariables } from './costly-documents.js';
import { LARGE } from './large-answers.js';
import { subscribePadded } from './padded-subscriptions.js';
import { requestText, sent } from './raw-requests.js';

const CHEAP = { query: '{ viewer { actorId } }' };
const LIST = 'subscription ($after: DateTime) { ordersChanged(where: { placedAfter: $after }) { kind } }';
const CREATE = 'mutation ($input: OrderCreateInput!) { orderCreate(input: $input) { order { id } } }';

/** What `npm run attack` does to an API, by name. Each goes on until its attacker is stopped. */
export const attacks: Readonly<Record<string, (attacker: Attacker) => Promise<void>>> = {
  'costly-documents': (attacker) =>
    attacker.goOn(8, (n) => {
      const [, query] = tooCostly[n % tooCostly.length] as (typeof tooCostly)[number];
      return attacker.ask({ query });
    }),
  'costly-pages': (attacker) => attacker.goOn(8, () => attacker.ask({ query: COSTLY_PAGES })),
  'deep-variables': (attacker) => attacker.goOn(8, () => attacker.ask(withDeepVariables(ORDER_BY_ID))),
  'cheap-requests': (attacker) => attacker.goOn(32, () => attacker.ask(CHEAP)),
  'forged-tokens': (attacker) => attacker.goOn(32, () => attacker.ask(CHEAP, `${attacker.token}x`)),
  // A thousand lists that all hear of each order that the attacker places.
  'live-lists': (attacker) =>
    attacker.withSocket(async (wire) => {
      for (let n = 0; n < 1_000; n += 1) {
        wire.subscribe(`${n}`, LIST, { after: new Date(n * 1_000).toISOString() });
      }
      await attacker.goOn(1, async (n) => {
        const items = [{ sku: 'NIKE-COURT-VISION', quantity: 1 }];
        const input = { id: `attack-${n}`, customerId: 'mallory', items };
        const outcome = await attacker.ask({ query: CREATE, variables: { input } });
        await attacker.pause(100);
        return outcome;
      });
    }),
  'padded-subscriptions': (attacker) =>
    attacker.withSocket((wire) =>
      attacker.goOn(1, async (n) => {
        await subscribePadded(wire, n);
        return 'padded subscriptions';
      }),
    ),
  // Read as fast as they come.
  'large-answers': (attacker) => attacker.goOn(16, () => attacker.ask({ query: LARGE })),
  'unread-answers': (attacker) =>
    held(attacker, 32, requestText(attacker.token, JSON.stringify({ query: LARGE }))),
  'slow-bodies': (attacker) => held(attacker, 200, requestText(attacker.token, '{"query":', 100_000)),
  'unread-sockets': async (attacker) => {
    const sockets = Array.from({ length: 100 }, () =>
      attacker.withSocket(async (wire) => {
        wire.stream.pause();
        for (let n = 0; n < 20; n += 1) wire.subscribe(`${n}`, LARGE);
      }),
    );
    await Promise.allSettled(sockets);
  },
};

/**
 * Holds this many connections, each with this text sent on it, reads nothing, and replaces each one that the API
 * closes.
 */
function held(attacker: Attacker, connections: number, start: string): Promise<void> {
  return attacker.goOn(connections, async () => {
    const socket = sent(attacker.port, start);
    const end = () => socket.destroy();
    attacker.ends.addEventListener('abort', end);
    if (attacker.ends.aborted) end();
    await once(socket, 'close');
    attacker.ends.removeEventListener('abort', end);
    await attacker.pause(100);
    return 'connections ended';
  });
}
