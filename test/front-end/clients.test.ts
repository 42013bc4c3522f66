import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import type { TypedDocumentNode } from '@apollo/client';
import { ApolloClient, HttpLink } from '@apollo/client';
import { fetchExchange, Client as UrqlClient, gql as urqlDocument } from '@urql/core';
import { buildSchema, introspectionFromSchema } from 'graphql';
import type { Client } from 'graphql-ws';
import type { ConcreteRequest, Environment, ReaderFragment } from 'relay-runtime';
import {
  createOperationDescriptor,
  fetchQuery,
  getSingularSelector,
  requestSubscription,
} from 'relay-runtime';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { ApiClient } from '../client/api-client.js';
import { dispatchAndDeliver, newOrderId, placeBooked } from '../client/orders.js';
import { QuietWebSocket } from '../client/quiet-web-socket.js';
import type { StackAddresses } from '../stack/addresses.js';
import { sharedStack } from '../stack/shared.js';
import { createPagingCache, orderPages } from './clients/apollo-pages.js';
import { createRelayEnvironment } from './clients/relay-environment.js';
import { createUrqlClient } from './clients/urql-client.js';
import { createSocket } from './snippets/clients.js';

const root = fileURLToPath(new URL('../..', import.meta.url));
const snippets = fileURLToPath(new URL('clients', import.meta.url));
const schemaFile = join(root, 'schema/schema.graphql');
const items = [{ sku: 'NIKE-COURT-VISION', quantity: 1 }];
const token = () => 'none is asked for here';

let addresses: StackAddresses;
let api: ApiClient;
let socket: Client;
let project: string;

beforeAll(async () => {
  vi.stubGlobal('WebSocket', QuietWebSocket);
  addresses = await sharedStack();
  api = new ApiClient(addresses);
  socket = createSocket(addresses.webSocketUrl, async () => token());
  project = mkdtempSync(join(tmpdir(), 'clients-'));
  mkdirSync(join(project, 'src'));
  symlinkSync(join(root, 'node_modules'), join(project, 'node_modules'));
  cpSync(schemaFile, join(project, 'schema.graphql'));
  writeFileSync(join(project, 'package.json'), '{ "type": "module" }');
});

afterAll(async () => {
  rmSync(project, { recursive: true, force: true });
  await socket.dispose();
  await api[Symbol.asyncDispose]();
  vi.unstubAllGlobals();
});

const run = (program: string, ...options: readonly string[]) =>
  promisify(execFile)(join(root, 'node_modules/.bin', program), options, { cwd: project }).catch(
    ({ stdout, stderr }: { readonly stdout: string; readonly stderr: string }) => {
      throw new Error(`${program} failed:\n${stdout}${stderr}`);
    },
  );

/** An order that waits for its courier. */
const bookedOrder = (customerId?: string) => placeBooked(api, items, customerId);

const wholeOrder = `
  id status
  items { sku product { id name unitPrice { amount currency } stock { available location { id name } } } }
  fulfillments {
    id status location { id name }
    payment { id status total { amount currency } fulfillment { id } }
    shipment { id status order { id } }
  }
  events { nodes { id type actor { kind } } edges { cursor } pageInfo { hasNextPage } }
`;

async function overTheWire(query: string, variables: object) {
  const response = await fetch(addresses.graphqlUrl, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query, variables }),
  });
  return (await response.json()).data;
}

describe('urql with Graphcache', () => {
  const query = `query ($id: ID!) { order(id: $id) { ${wholeOrder} } }`;

  test('keeps all by its default keys, and what a subscription brings changes it', async () => {
    const said = [vi.spyOn(console, 'warn'), vi.spyOn(console, 'error')];
    const { id, shipmentId } = await bookedOrder();
    const client = createUrqlClient(addresses.graphqlUrl, socket, token);
    const { data, error } = await client.query(urqlDocument(query), { id }).toPromise();
    expect(error).toBeUndefined();
    const { order } = await overTheWire(query, { id });
    expect(client.readQuery(urqlDocument(query), { id })?.data).toMatchObject({ order });
    expect(data).toMatchObject({ order });

    const updates: string[] = [];
    const watching = client
      .subscription(
        urqlDocument(
          'subscription ($id: ID!) { orderUpdated(id: $id) { id status fulfillments { id status } } }',
        ),
        { id },
      )
      .subscribe((result) => updates.push(result.error?.message ?? result.data?.orderUpdated.status));
    const deliver = urqlDocument(
      'mutation ($id: ID!) { shipmentDeliver(input: { id: $id }) { pending userErrors { code } shipment { id status } } }',
    );
    await expect.poll(() => updates.at(-1)).toBe('PROCESSING');
    const refused = await client.mutation(deliver, { id: shipmentId }).toPromise();
    expect(refused.data.shipmentDeliver.userErrors).toMatchObject([{ code: 'NOT_ALLOWED_NOW' }]);
    await dispatchAndDeliver(api, shipmentId);
    await expect.poll(() => updates.at(-1)).toBe('COMPLETED');
    const cached = client.readQuery(urqlDocument(query), { id })?.data.order;
    expect([cached.status, cached.fulfillments[0].status]).toEqual(['COMPLETED', 'COMPLETED']);
    watching.unsubscribe();
    for (const spy of said) {
      expect(spy).not.toHaveBeenCalled();
      spy.mockRestore();
    }
  });

  test('has to be set not to send queries with GET', async () => {
    const client = new UrqlClient({ url: addresses.graphqlUrl, exchanges: [fetchExchange] });
    const { error } = await client.query(urqlDocument('{ viewer { role } }'), {}).toPromise();
    expect(error).toBeDefined();
  });
});

describe('Relay', () => {
  type Artifact<Kind> = { readonly default: Kind };
  let environment: Environment;
  let artifact: <Kind>(name: string) => Promise<Kind>;

  beforeAll(async () => {
    // The documents as JavaScript, which Node can load directly.
    cpSync(join(snippets, 'order-card.ts'), join(project, 'src/order-card.js'));
    const config = JSON.parse(readFileSync(join(snippets, 'relay.config.json'), 'utf8'));
    writeFileSync(join(project, 'relay.config.json'), JSON.stringify({ ...config, language: 'javascript' }));
    await run('relay-compiler');
    artifact = async <Kind>(name: string) => {
      const url = pathToFileURL(join(project, `src/__generated__/${name}.graphql.js`)).href;
      return ((await import(/* @vite-ignore */ url)) as Artifact<Kind>).default;
    };
  });

  beforeEach(() => {
    environment = createRelayEnvironment(addresses.graphqlUrl, socket, token);
  });

  async function read(name: string, variables: object) {
    return fetchQuery(environment, await artifact<ConcreteRequest>(name), variables).toPromise();
  }

  /** What a component reads of this fragment. */
  async function fragmentOf(name: string, key: unknown) {
    const selector = getSingularSelector(await artifact<ReaderFragment>(name), key);
    return selector && environment.lookup(selector).data;
  }

  test('reads an order, and reads it again by its id alone', async () => {
    const { id } = await bookedOrder();
    const { order } = (await read('orderCardQuery', { id })) as { order: unknown };
    const shown = await fragmentOf('orderCard_order', order);
    const wire = await overTheWire(
      'query ($id: ID!) { order(id: $id) { status revision fulfillments { id status payment { id status } } } }',
      { id },
    );
    expect(shown).toMatchObject(wire.order);
    // The query that `@refetchable` made.
    const { node } = (await read('orderCardRefetchQuery', { id })) as { node: unknown };
    expect(await fragmentOf('orderCard_order', node)).toMatchObject(wire.order);
  });

  test('reads a product again by its id alone', async () => {
    const { product } = await overTheWire('{ product(sku: "NIKE-PEGASUS") { id } }', {});
    const { node } = (await read('orderCardProductQuery', product)) as { node: unknown };
    expect(await fragmentOf('orderCard_product', node)).toMatchObject({ sku: 'NIKE-PEGASUS' });
  });

  test('takes what a subscription brings into its store', async () => {
    const { id, shipmentId } = await bookedOrder();
    const { order } = (await read('orderCardQuery', { id })) as { order: unknown };
    const subscription = await artifact<ConcreteRequest>('orderCardSubscription');
    const completed = new Promise<void>((resolve, reject) => {
      requestSubscription(environment, {
        subscription,
        variables: { id },
        onCompleted: resolve,
        onError: reject,
      });
    });
    await dispatchAndDeliver(api, shipmentId);
    await completed;
    expect(await fragmentOf('orderCard_order', order)).toMatchObject({
      status: 'COMPLETED',
      fulfillments: [{ status: 'COMPLETED', payment: { status: 'CHARGED' } }],
    });
  });

  test('adds one page to the other', async () => {
    await Promise.all(Array.from({ length: 4 }, () => bookedOrder()));
    const page = await artifact<ConcreteRequest>('orderCardListPageQuery');
    const variables = { first: 2 };
    const list = async () => {
      const operation = createOperationDescriptor(page, variables);
      const { data } = environment.lookup(operation.fragment);
      return (await fragmentOf('orderCard_list', data)) as {
        orders: { edges: { node: { id: string } }[]; pageInfo: { endCursor: string } };
      };
    };
    environment.retain(createOperationDescriptor(page, variables));
    await read('orderCardListPageQuery', variables);
    const first = (await list()).orders;
    await read('orderCardListPageQuery', { first: 2, after: first.pageInfo.endCursor });
    const ids = (await list()).orders.edges.map(({ node }) => node.id);
    expect(new Set(ids).size).toBe(4);
    expect(ids.slice(0, 2)).toEqual(first.edges.map(({ node }) => node.id));
  });
});

interface OrderPages {
  readonly orders: {
    readonly edges: readonly { readonly node: { readonly id: string } }[];
    readonly pageInfo: { readonly endCursor: string };
  };
}

describe('Apollo Client', () => {
  test('keeps all by its default keys, and adds one page of edges to the other', async () => {
    const customerId = newOrderId('customer');
    const orders = await Promise.all(Array.from({ length: 3 }, () => bookedOrder(customerId)));
    const placed = orders.map(({ id }) => id);
    const cache = createPagingCache();
    const client = new ApolloClient({ link: new HttpLink({ uri: addresses.graphqlUrl }), cache });
    const observed = client.watchQuery({
      query: orderPages as TypedDocumentNode<OrderPages>,
      variables: { where: { customerId }, first: 2 },
    });
    const shown = observed.subscribe(() => {});
    await expect.poll(() => observed.getCurrentResult().data?.orders?.edges?.length).toBe(2);
    const shownNow = () => observed.getCurrentResult().data as OrderPages;
    const { endCursor } = shownNow().orders.pageInfo;
    await observed.fetchMore({ variables: { where: { customerId }, first: 2, after: endCursor } });
    const ids = () => shownNow().orders.edges.map(({ node }) => node.id);
    await expect.poll(() => ids().toSorted()).toEqual(placed.toSorted());
    expect(Object.keys(cache.extract())).toEqual(expect.arrayContaining(placed.map((id) => `Order:${id}`)));
    shown.unsubscribe();
    client.stop();
  });
});

describe('gql.tada', () => {
  test('types a document by its text, and refuses what the schema does not have', async () => {
    const introspection = introspectionFromSchema(buildSchema(readFileSync(schemaFile, 'utf8')));
    const env = `export type introspection = ${JSON.stringify(introspection)};\n`;
    writeFileSync(join(project, 'src/graphql-env.ts'), env);
    cpSync(join(snippets, 'tada-client.ts'), join(project, 'src/tada-client.ts'));
    const use = (field: string) => `import { ask, productQuery } from './tada-client.js';
const { product } = await ask('', productQuery, { sku: 'A' });
export const shown: string | undefined = product?.${field};\n`;
    const compilerOptions = {
      ...{ target: 'es2023', module: 'nodenext', strict: true, skipLibCheck: true },
      ...{ outDir: 'out', rootDir: 'src', types: ['node'] },
    };
    writeFileSync(
      join(project, 'tsconfig.json'),
      JSON.stringify({ compilerOptions, include: ['src/tada-client.ts', 'src/use.ts'] }),
    );
    writeFileSync(join(project, 'src/use.ts'), use('nonsense'));
    await expect(run('tsc')).rejects.toThrow("Property 'nonsense' does not exist");
    writeFileSync(join(project, 'src/use.ts'), use('name'));
    await run('tsc');
    const { ask, productQuery } = (await import(
      /* @vite-ignore */ pathToFileURL(join(project, 'out/tada-client.js')).href
    )) as { ask: (...words: unknown[]) => Promise<unknown>; productQuery: unknown };
    expect(await ask(addresses.graphqlUrl, productQuery, { sku: 'NIKE-PEGASUS' })).toMatchObject({
      product: { id: 'product:NIKE-PEGASUS', name: 'Nike Air Zoom Pegasus' },
    });
  });
});
