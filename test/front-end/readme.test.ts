import { readFileSync } from 'node:fs';
import { createClient } from 'graphql-ws';
import { expect, test } from 'vitest';
import { newOrderId } from '../client/orders.js';
import { QuietWebSocket } from '../client/quiet-web-socket.js';
import { sharedStack } from '../stack/shared.js';

const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8');

/** The code of a language in the README, about an order of this test's own. */
const blocks = (language: string, id: string): readonly string[] =>
  [...readme.matchAll(new RegExp(`\`\`\`${language}\\n([\\s\\S]*?)\`\`\``, 'g'))].map(([, text = '']) =>
    text.replaceAll('my-first-order', id),
  );

test('the first order of the README goes all the way, as its reader sends it', async () => {
  const { graphqlUrl, webSocketUrl } = await sharedStack();
  const id = newOrderId();
  const [placing = '', watching = '', dispatching = '', delivering = ''] = blocks('graphql', id);
  const [order, watched, shipment] = blocks('json', id).map((text) => JSON.parse(text));
  const send = async (query: string, variables: object): Promise<string> => {
    const response = await fetch(graphqlUrl, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query, variables }),
    });
    return await response.text();
  };
  expect(await send(placing, order)).toContain('"userErrors":[]');
  const socket = createClient({ url: webSocketUrl, webSocketImpl: QuietWebSocket });
  const seen: string[] = [];
  for await (const { data } of socket.iterate({ query: watching, variables: watched })) {
    const state = JSON.stringify(data);
    if (/"BOOKED"/.test(state) && !seen.some((before) => /"BOOKED"/.test(before)))
      expect(await send(dispatching, shipment)).toContain('"userErrors":[]');
    if (/"DISPATCHED"/.test(state) && !seen.some((before) => /"DISPATCHED"/.test(before)))
      expect(await send(delivering, shipment)).toContain('"userErrors":[]');
    seen.push(state);
  }
  // The stream moved with each, and completed with the order.
  expect(seen.at(-1)).toContain('"DELIVERED"');
  await socket.dispose();
});
