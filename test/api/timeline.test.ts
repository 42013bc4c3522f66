import { expect, test } from 'vitest';
import { ApiClient } from '../client/api-client.js';
import { placeBooked } from '../client/orders.js';
import { sharedStack } from '../stack/shared.js';
import { ask } from './ask.js';

const page = `query ($id: ID!, $first: Int, $after: String, $last: Int, $before: String) {
  order(id: $id) {
    events(first: $first, after: $after, last: $last, before: $before) {
      edges { cursor node { id cursor sequence } }
      nodes { sequence }
      pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
    }
  }
}`;

interface Edge {
  readonly cursor: string;
  readonly node: { readonly id: string; readonly cursor: string; readonly sequence: number };
}

test('a timeline is paged through in both directions', async () => {
  const addresses = await sharedStack();
  await using client = new ApiClient(addresses);
  const { id } = await placeBooked(client, [{ sku: 'NIKE-PEGASUS', quantity: 1 }]);
  const read = async (arguments_: object) => {
    const { data } = await ask(addresses.graphqlUrl, page, { id, ...arguments_ });
    return data.order.events;
  };
  const { edges, nodes, pageInfo }: { edges: Edge[]; nodes: unknown[]; pageInfo: object } = await read({});
  const sequences = edges.map(({ node }) => node.sequence);
  expect(sequences).toEqual(sequences.map((_, index) => index + 1));
  expect(sequences.length).toBeGreaterThanOrEqual(4);
  expect(edges.every(({ cursor, node }) => cursor === node.cursor)).toBe(true);
  expect(new Set(edges.map(({ node }) => node.id)).size).toBe(edges.length);
  expect(nodes).toHaveLength(edges.length);
  expect(pageInfo).toEqual({
    hasNextPage: false,
    hasPreviousPage: false,
    startCursor: edges[0]?.cursor,
    endCursor: edges.at(-1)?.cursor,
  });

  const part = async (arguments_: object) => {
    const { edges, pageInfo } = await read(arguments_);
    const found = edges.map(({ node }: Edge) => node.sequence);
    return [found, pageInfo.hasPreviousPage, pageInfo.hasNextPage];
  };
  const [first, second, third] = edges.map(({ cursor }) => cursor);
  expect(await part({ first: 2 })).toEqual([[1, 2], false, true]);
  expect(await part({ first: 1, after: second })).toEqual([[3], true, true]);
  expect(await part({ last: 1, before: third })).toEqual([[2], true, true]);
  expect(await part({ last: 5, before: third })).toEqual([[1, 2], false, true]);
  expect(await part({ first: 5, after: first, before: third })).toEqual([[2], true, false]);
  expect(await part({ last: 2 })).toEqual([sequences.slice(-2), true, false]);
});

test('the catalogue is paged through and searched', async () => {
  const { graphqlUrl } = await sharedStack();
  const query = `query ($first: Int, $after: String, $where: ProductFilter) {
    products(first: $first, after: $after, where: $where) {
      totalCount nodes { id sku name } pageInfo { hasNextPage endCursor }
    }
  }`;
  const all: string[] = [];
  for (let after: string | null = null; ; ) {
    const { data } = await ask(graphqlUrl, query, { first: 7, after });
    all.push(...data.products.nodes.map(({ sku }: { sku: string }) => sku));
    if (!data.products.pageInfo.hasNextPage) break;
    after = data.products.pageInfo.endCursor;
  }
  const { data } = await ask(graphqlUrl, query, { first: 100 });
  expect(all.map((sku) => `product:${sku}`)).toEqual(data.products.nodes.map(({ id }: { id: string }) => id));
  expect(data.products.totalCount).toBe(all.length);
  const found = (await ask(graphqlUrl, query, { where: { search: 'nike' } })).data.products;
  expect(found.totalCount).toBeGreaterThan(0);
  expect(found.nodes.every(({ name }: { name: string }) => name.includes('Nike'))).toBe(true);
  expect((await ask(graphqlUrl, query, { where: { search: '%' } })).data.products.totalCount).toBe(0);
});
