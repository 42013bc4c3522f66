import { parse } from 'graphql';
import { makeServer } from 'graphql-ws';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createSchema } from '../../src/graphql/schema.js';
import type { FeedDatabase } from './feed-database.js';
import { startFeedDatabase } from './feed-database.js';
import type { SocketServer } from './socket-server.js';
import { bearer, startSocketServer } from './socket-server.js';
import { Wire } from './wire.js';

/** The assumptions of src/socket/graphql-ws-adapter.ts: an upgrade that breaks one fails here. */
describe('graphql-ws', () => {
  let database: FeedDatabase;
  let server: SocketServer;
  beforeAll(async () => {
    database = await startFeedDatabase();
    server = await startSocketServer(database);
  });
  afterAll(async () => {
    await server[Symbol.asyncDispose]();
    await database[Symbol.asyncDispose]();
  });
  const connected = async () => new Wire(server.url).init(await bearer());

  test('leaves an id alone that was given up while its operation was prepared, and taken again', async () => {
    const wire = await connected();
    wire.stream.cork();
    wire.subscribe('1', 'subscription { ordersChanged { kind } }');
    wire.send({ id: '1', type: 'complete' });
    wire.subscribe('1', '{ viewer { role } }');
    wire.stream.uncork();
    expect(await wire.next()).toMatchObject({ id: '1', type: 'next', payload: { data: { viewer: {} } } });
    expect(await wire.next()).toEqual({ id: '1', type: 'complete' });
    // Nothing of the first comes after, and the id can be taken once more.
    wire.subscribe('1', '{ viewer { actorId } }');
    expect(await wire.next()).toMatchObject({
      id: '1',
      type: 'next',
      payload: { data: { viewer: { actorId: 'mona' } } },
    });
    await wire.close();
    await expect.poll(() => database.feed.counts().streams).toBe(0);
  });

  test('ends an operation whose iterator yields nothing, with nothing sent but complete', async () => {
    const { sent, receive } = direct({});
    await receive({ id: '1', type: 'subscribe', payload: { query: '{ viewer { actorId } }' } });
    expect(sent()).toEqual([{ type: 'connection_ack' }, { id: '1', type: 'complete' }]);
  });

  test('sends what an iterator throws under its id, and nothing after it', async () => {
    const { sent, receive } = direct({ fault: new Error('a fault of the test') });
    await receive({ id: '1', type: 'subscribe', payload: { query: '{ viewer { actorId } }' } });
    expect(sent()).toMatchObject([{ type: 'connection_ack' }, { id: '1', type: 'error' }]);
  });

  test('reads neither payload after it handed it over', async () => {
    const { sent, receive, payloads } = direct({});
    await receive({
      id: '1',
      type: 'subscribe',
      payload: { query: '{ viewer { actorId } }', variables: { n: 1 } },
    });
    expect(payloads).toEqual([{}]);
    expect(sent().at(-1)).toEqual({ id: '1', type: 'complete' });
  });

  test('takes messages that were parsed before', async () => {
    const { sent, receive } = direct({});
    await receive({ type: 'ping', payload: { n: 1 } });
    expect(sent().at(-1)).toEqual({ type: 'pong', payload: { n: 1 } });
  });

  test('never sees a message that no client may send', async () => {
    for (const text of [
      '{"type":"connection_ack"}',
      '{"id":"1","type":"next","payload":{}}',
      '[]',
      '1',
      '{',
    ]) {
      const wire = await connected();
      wire.send(text);
      expect(await wire.closed).toMatchObject({ code: 4400 });
    }
  });
});

/** graphql-ws with nothing of ours but an iterator that yields nothing. */
function direct({ fault }: { readonly fault?: Error }) {
  const payloads: object[] = [];
  const sent: string[] = [];
  let take: (text: string) => Promise<void> = () => Promise.reject(new Error('not open yet'));
  const schema = createSchema();
  const iterator: object = {
    next: () => (fault ? Promise.reject(fault) : Promise.resolve({ value: undefined, done: true })),
    return: () => Promise.resolve({ value: undefined, done: true }),
    [Symbol.asyncIterator]: () => iterator,
  };
  const server = makeServer<undefined, undefined>({
    onConnect: (context) => {
      delete (context as { connectionParams?: unknown }).connectionParams;
      return true;
    },
    onSubscribe: (_context, _id, payload) => {
      const { query } = payload;
      for (const key of Object.keys(payload)) delete (payload as unknown as Record<string, unknown>)[key];
      payloads.push(payload);
      return { schema, document: parse(query), contextValue: null };
    },
    execute: () => iterator as unknown as AsyncGenerator<never>,
  });
  server.opened(
    {
      protocol: 'graphql-transport-ws',
      send: (text) => void sent.push(text),
      close: (code, reason) => void sent.push(JSON.stringify({ code, reason })),
      onMessage: (listener) => {
        take = listener;
      },
    },
    undefined,
  );
  const init = take('{"type":"connection_init","payload":{"authorization":"x"}}');
  return {
    payloads,
    sent: () => sent.map((text) => JSON.parse(text) as object),
    receive: async (message: object) => {
      await init;
      await take(message as unknown as string);
    },
  };
}
