import { readFileSync } from 'node:fs';
import type { GraphQLEnumType } from 'graphql';
import { buildSchema } from 'graphql';
import { createClient } from 'graphql-ws';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { errorCodes } from '../../src/errors/api-errors.js';
import { QuietWebSocket } from '../client/quiet-web-socket.js';
import type { Stack } from '../stack/stack.js';
import { startStack } from '../stack/stack.js';
import { mintToken } from '../stack/tokens.js';
import { askOnce } from './ask.js';

const read = (path: string) => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');

const guide = read('docs/front-end.md');
const userErrorCode = buildSchema(read('schema/schema.graphql')).getType('UserErrorCode') as GraphQLEnumType;

/** The codes that the guide's table of this title lists. */
function codesInGuide(title: string): readonly string[] {
  const [, table = ''] = guide.split(`\n| \`${title}\``);
  const rows = table.split('\n').slice(2);
  const end = rows.findIndex((row) => !row.startsWith('|'));
  return rows.slice(0, end).map((row) => row.match(/^\| `(\w+)`/)?.[1] ?? row);
}

test.each([
  ['extensions.code', errorCodes],
  ['UserError.code', userErrorCode.getValues().map(({ name }) => name)],
])('the guide lists every %s, and no other', (title, codes) => {
  expect(codesInGuide(title).toSorted()).toEqual([...codes].toSorted());
});

describe('an error has the same code over HTTP and WebSocket', () => {
  const secret = 'a secret that only this test knows';
  const deep = `{ shipment(id: "a") ${'{ order { fulfillments { shipment '.repeat(8)}{ id } ${'} } }'.repeat(8)} }`;
  let stack: Stack;
  let token: string;

  beforeAll(async () => {
    stack = await startStack({ environment: { AUTH_SECRET: secret } });
    token = await mintToken(secret, { role: 'courier', sub: 'courier-1' });
  });
  afterAll(() => stack?.[Symbol.asyncDispose]());

  test.each([
    ['GRAPHQL_PARSE_FAILED', '{ viewer {', {}],
    ['GRAPHQL_VALIDATION_FAILED', '{ nonsense }', {}],
    ['BAD_USER_INPUT', 'query ($id: ID!) { shipment(id: $id) { id } }', {}],
    ['BAD_USER_INPUT', '{ shipments(first: 0) { nodes { id } } }', {}],
    ['FORBIDDEN', '{ orders { nodes { id } } }', {}],
    ['QUERY_TOO_COSTLY', deep, {}],
    [
      'CHANGE_MARK_EXPIRED',
      'query ($mark: String) { shipments(where: { changedAfter: $mark }) { nodes { id } } }',
      {
        mark: Buffer.from(JSON.stringify(['shipments-changed', '0123456789ab', '1', ''])).toString(
          'base64url',
        ),
      },
    ],
    ['NOT_FOUND', 'subscription { shipmentUpdated(id: "none") { id } }', {}],
  ])('%s: %.60s', async (code, query, variables) => {
    if (!query.startsWith('subscription'))
      expect((await askOnce(stack.addresses.graphqlUrl, query, variables, token)).code).toBe(code);
    const client = createClient({
      url: stack.addresses.webSocketUrl,
      webSocketImpl: QuietWebSocket,
      connectionParams: { authorization: `Bearer ${token}` },
    });
    expect(await firstCode(client.iterate({ query, variables }))).toBe(code);
    await client.dispose();
  });
});

/** The code of the first error, whether it comes with a result or instead of one. */
async function firstCode(results: AsyncIterable<unknown>): Promise<string | undefined> {
  type Coded = readonly { readonly extensions?: { readonly code?: string } }[];
  try {
    for await (const result of results) {
      return (result as { readonly errors?: Coded }).errors?.[0]?.extensions?.code;
    }
    return undefined;
  } catch (errors) {
    return (errors as Coded)[0]?.extensions?.code;
  }
}
