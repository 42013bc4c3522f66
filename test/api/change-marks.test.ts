import { setImmediate as turn } from 'node:timers/promises';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { migrate } from '../../database/migrate.js';
import { ensureDatabase } from '../../database/open-database.js';
import { nodeIds } from '../../schema/contract/node-ids.js';
import type { Publication } from '../../schema/contract/order-activities.js';
import type { Database, Statements } from '../../workers/database.js';
import { connectDatabase } from '../../workers/database.js';
import { createOrderChangeNotifier } from '../../workers/orders/order-change-notifier.js';
import { publishOrder } from '../../workers/orders/publish-order.js';
import { ApiClient } from '../client/api-client.js';
import { PlayedOrder } from '../feed/played-order.js';
import { Random } from '../feed/random.js';
import type { ChangedOrdersQueryVariables } from '../generated/graphql.js';
import {
  ChangedOrdersDocument,
  ChangedShipmentsDocument,
  OrderMarksDocument,
  OrdersFromMarkDocument,
  ShipmentMarkDocument,
  ShipmentsFromMarkDocument,
} from '../generated/graphql.js';
import type { Stack } from '../stack/stack.js';
import { startStack } from '../stack/stack.js';

let stack: Stack;
let client: ApiClient;
/** Publishes as a worker does. */
let worker: Database;
let publish: (publication: Publication) => Promise<void>;

beforeAll(async () => {
  // A separate server, so that no other transactions hold the list back and a hundred writers can connect.
  stack = await startStack({ ownPostgres: true, workers: [] });
  client = new ApiClient(stack.addresses);
  worker = connectDatabase(stack.addresses.databaseUrl);
  const notifier = createOrderChangeNotifier(worker);
  publish = (publication) => publishOrder(worker, notifier, publication);
});
afterAll(async () => {
  await client[Symbol.asyncDispose]();
  await worker.close();
  await stack[Symbol.asyncDispose]();
});

/** A connection that publishes within transactions that the test begins and ends; nobody is notified. */
async function openWriter() {
  const connection = new pg.Client(stack.addresses.databaseUrl);
  await connection.connect();
  const database: Statements = {
    run: async (statement, values) =>
      (await connection.query({ ...statement, values: [...values] })).rows as never,
  };
  return {
    query: (text: string) => connection.query(text),
    publish: (publication: Publication) => publishOrder(database, { announce: async () => {} }, publication),
    close: () => connection.end(),
  };
}

type Reader = (mark: string | null) => Promise<{
  readonly nodes: readonly {
    readonly id: string;
    readonly revision: number;
    readonly changeMark: string | null;
  }[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
}>;

const none = { nodes: [], pageInfo: { hasNextPage: false, endCursor: null } };

const readOrders: Reader = async (changedAfter) =>
  (await client.send(ChangedOrdersDocument, { first: 7, where: { changedAfter } })).orders ?? none;
const readShipments: Reader = async (changedAfter) =>
  (await client.send(ChangedShipmentsDocument, { first: 7, where: { changedAfter } })).shipments ?? none;

/** What a back-end does: reads on after its last mark, and keeps the newest state of each. */
class Copy {
  readonly revisions = new Map<string, number>();
  mark: string | null = null;

  readonly #read: Reader;

  constructor(read: Reader) {
    this.#read = read;
  }

  /** Reads to the present end; returns the ids in the order they came. */
  async catchUp(): Promise<readonly string[]> {
    const ids: string[] = [];
    for (;;) {
      const { nodes, pageInfo } = await this.#read(this.mark);
      for (const { id, revision } of nodes) {
        expect(revision).toBeGreaterThanOrEqual(this.revisions.get(id) ?? 0);
        this.revisions.set(id, revision);
        ids.push(id);
      }
      expect(pageInfo.endCursor).toBe(nodes.at(-1)?.changeMark ?? null);
      this.mark = pageInfo.endCursor ?? this.mark;
      if (!pageInfo.hasNextPage) return ids;
    }
  }
}

async function stored(table: 'orders' | 'shipments'): Promise<ReadonlyMap<string, number>> {
  const rows = await worker.run<{ id: string; revision: number }>(
    { name: `all-${table}`, text: `select id, revision from ${table}` },
    [],
  );
  return new Map(
    rows.map(({ id, revision }) => [table === 'shipments' ? nodeIds.shipment(id) : id, revision]),
  );
}

test('a copy that reads on after its last mark misses none of the changes of a hundred writers', async () => {
  const random = new Random();
  const copies = [new Copy(readOrders), new Copy(readShipments)] as const;
  let writing = true;
  const copying = copies.map(async (copy) => {
    while (writing) {
      await copy.catchUp();
      await turn();
    }
    await copy.catchUp();
  });
  const writers = await Promise.all(Array.from({ length: 100 }, openWriter));
  await Promise.all(
    writers.map(async (writer) => {
      const order = new PlayedOrder(random);
      for (let change = 0; change < 5; change++) {
        await writer.query('begin');
        await writer.publish(order.publication());
        // Those that began later may commit earlier.
        for (let pause = random.below(12); pause > 0; pause--) await writer.query('select');
        await writer.query(random.chance(0.1) ? 'rollback' : 'commit');
        order.advance();
      }
    }),
  );
  writing = false;
  await Promise.all(copying);
  await Promise.all(writers.map((writer) => writer.close()));

  const [orders, shipments] = copies;
  expect(orders.revisions.size).toBeGreaterThan(90);
  expect(shipments.revisions.size).toBeGreaterThan(20);
  expect(orders.revisions).toEqual(await stored('orders'));
  expect(shipments.revisions).toEqual(await stored('shipments'));
});

test('a change waits for those that began before it, in the list and its count', async () => {
  const copy = new Copy(readOrders);
  await copy.catchUp();
  const random = new Random();
  const [earlier, later] = [new PlayedOrder(random), new PlayedOrder(random)];
  const [one, other] = [await openWriter(), await openWriter()];
  await one.query('begin');
  await one.publish(earlier.publication());
  await other.publish(later.publication());

  const count = async () =>
    (await client.send(ChangedOrdersDocument, { where: { changedAfter: copy.mark } })).orders?.totalCount;
  expect(await copy.catchUp()).toEqual([]);
  expect(await count()).toBe(0);
  // Other lists show what there is.
  const { orders } = await client.send(ChangedOrdersDocument, {
    sort: 'PLACED_AT_DESC',
    where: { changedAfter: copy.mark },
  });
  expect(orders?.nodes.map(({ id }) => id)).toEqual([later.snapshot.id]);

  await one.query('commit');
  expect(await count()).toBe(2);
  expect(await copy.catchUp()).toEqual([earlier.snapshot.id, later.snapshot.id]);
  await Promise.all([one.close(), other.close()]);
});

test('every write of a row moves its mark', async () => {
  const order = new PlayedOrder(new Random());
  const { id } = order.snapshot;
  const marks = new Set<string | null | undefined>();
  const note = async () => {
    const { order: found } = await client.send(OrderMarksDocument, { id });
    marks.add(found?.changeMark);
  };
  await publish(order.publication());
  await note();
  // An event more, of the same revision.
  await publish(order.publication());
  await note();
  order.advance();
  await publish(order.publication());
  await note();
  await worker.run({ name: 'by-hand', text: 'update orders set run_id = run_id where id = $1' }, [id]);
  await note();
  expect(marks.size).toBe(4);
});

test('a shipment has the same mark wherever it is met, the one of its row', async () => {
  const random = new Random();
  let order = new PlayedOrder(random);
  while (order.snapshot.fulfillments.length === 0) {
    if (order.isClosed) order = new PlayedOrder(random);
    order.advance();
  }
  await publish(order.publication());
  const met = await client.send(OrderMarksDocument, { id: order.snapshot.id });
  for (const fulfillment of met.order?.fulfillments ?? []) {
    const { id, changeMark } = fulfillment.shipment ?? { id: '', changeMark: null };
    expect(changeMark).toEqual(expect.any(String));
    expect((await client.send(ShipmentMarkDocument, { id })).shipment?.changeMark).toBe(changeMark);
  }
});

test('the list pages by cursor, is filtered, and is counted like any other', async () => {
  const random = new Random();
  const orders = Array.from({ length: 5 }, (_, n) => new PlayedOrder(random, `kim-${n}`, 'kim'));
  for (const order of orders) await publish(order.publication());
  const where = { customerId: 'kim', status: ['PENDING', 'COMPLETED'] as const };
  const ask = async (variables: ChangedOrdersQueryVariables) =>
    (await client.send(ChangedOrdersDocument, variables)).orders;
  const first = await ask({ first: 2, where: { ...where, status: [...where.status] } });
  expect(first?.nodes.map(({ id }) => id)).toEqual(['kim-0', 'kim-1']);
  expect(first?.totalCount).toBe(5);
  const endCursor = first?.pageInfo.endCursor ?? null;
  const rest = { ...where, status: [...where.status] };
  const byCursor = await ask({ first: 5, after: endCursor, where: rest });
  expect(byCursor?.nodes.map(({ id }) => id)).toEqual(['kim-2', 'kim-3', 'kim-4']);
  const byMark = await ask({
    first: 5,
    where: { ...rest, changedAfter: first?.nodes[1]?.changeMark ?? null },
  });
  expect(byMark?.nodes).toEqual(byCursor?.nodes);
  expect(byMark?.totalCount).toBe(3);
  const searched = await ask({ where: { search: 'kim-3', changedAfter: endCursor } });
  expect(searched?.nodes.map(({ id }) => id)).toEqual(['kim-3']);
});

const textOf = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
const lineage = '0123456789ab';

test.each([
  '',
  'nonsense',
  textOf(null),
  textOf(['orders-changed']),
  textOf(['orders-changed', lineage, 5, 'a']),
  textOf(['orders-changed', lineage, '-5', 'a']),
  textOf(['orders-changed', lineage, '99999999999999999999', 'a']),
  textOf(['orders-changed', lineage, '5', 'a\u0000']),
  textOf(['orders-changed', 'elsewhere', '5', 'a']),
  textOf(['shipments-changed', lineage, '5', 'a']),
  textOf(['placed-desc', 5, 'a']),
])('mark %j is refused, even where nothing can match', async (changedAfter) => {
  for (const where of [{ changedAfter }, { changedAfter, status: [] }]) {
    const { errors } = await client.ask(ChangedOrdersDocument, { where });
    expect(errors.map(({ extensions }) => extensions?.code)).toEqual(['BAD_USER_INPUT']);
  }
});

test('a mark from another database is refused, whether there is more to read or not', async () => {
  await publish(new PlayedOrder(new Random()).publication());
  const { orders } = await client.send(ChangedOrdersDocument, { first: 1 });
  const [, known] = JSON.parse(Buffer.from(orders?.pageInfo.endCursor ?? '', 'base64url').toString());
  expect(known).toMatch(/^[0-9a-f]{12}$/);

  const url = await ensureDatabase(stack.addresses.databaseUrl, 'elsewhere');
  await migrate(url);
  const { port } = await stack.startApi({ DATABASE_URL: url });
  await using elsewhere = new ApiClient({
    graphqlUrl: `http://127.0.0.1:${port}/graphql`,
    webSocketUrl: `ws://127.0.0.1:${port}/graphql`,
  });
  const code = async (variables: ChangedOrdersQueryVariables, of = elsewhere) =>
    (await of.ask(ChangedOrdersDocument, variables)).errors[0]?.extensions?.code;
  const mark = orders?.pageInfo.endCursor ?? null;
  expect(await code({ where: { changedAfter: mark } })).toBe('CHANGE_MARK_EXPIRED');
  expect(await code({ after: mark })).toBe('CHANGE_MARK_EXPIRED');
  expect(await code({ where: { changedAfter: mark }, sort: 'PLACED_AT_DESC' })).toBe('CHANGE_MARK_EXPIRED');

  const strange = textOf(['orders-changed', lineage, '1', '']);
  expect(await code({ where: { changedAfter: strange } }, client)).toBe('CHANGE_MARK_EXPIRED');
  expect(await code({ where: { changedAfter: mark } }, client)).toBeUndefined();
});

test('rows of a dump whose transaction numbers lie in the future are announced, and listed once the server is migrated', async () => {
  const copy = new Copy(readOrders);
  await copy.catchUp();
  const order = new PlayedOrder(new Random());
  await publish(order.publication());
  // As a restore does it: the data first, the triggers after it.
  const restored = (changedIn: string) =>
    worker.run(
      {
        name: `restore-${changedIn}`,
        text: `with off as materialized (select set_config('session_replication_role', 'replica', true))
          update orders set changed_in = '${changedIn}' from off where id = $1`,
      },
      [order.snapshot.id],
    );
  await restored('1000000000');
  const { errors } = await client.ask(ChangedOrdersDocument, {
    first: 100,
    where: { changedAfter: copy.mark },
  });
  expect(errors.map(({ extensions }) => extensions?.code)).toEqual(['UNAVAILABLE']);

  await migrate(stack.addresses.databaseUrl);
  expect(await copy.catchUp()).toEqual([order.snapshot.id]);
});

test('RESYNC brings a mark: a client that has the list reads only what changed after it', async () => {
  const random = new Random();
  const [known, away, meanwhile] = Array.from({ length: 3 }, () => new PlayedOrder(random)) as [
    PlayedOrder,
    PlayedOrder,
    PlayedOrder,
  ];
  await publish(known.publication());
  const first = client.watch(OrdersFromMarkDocument, {});
  const { value: begin } = await first.next();
  const mark = begin?.ordersChanged.changeMark;
  expect(begin?.ordersChanged).toEqual({ kind: 'RESYNC', changeMark: expect.any(String), order: null });
  await publish(meanwhile.publication());
  let { value: told } = await first.next();
  // What was published just before the watcher came may be announced to it as well.
  while (told?.ordersChanged.order?.id === known.snapshot.id) told = (await first.next()).value;
  expect(told?.ordersChanged).toMatchObject({
    kind: 'CHANGED',
    changeMark: null,
    order: { id: meanwhile.snapshot.id, changeMark: expect.any(String) },
  });
  await first.return();

  await publish(away.publication());
  // A transaction that is still open holds back the list by changes, and not this.
  const writer = await openWriter();
  await writer.query('begin');
  await writer.publish(new PlayedOrder(random).publication());
  meanwhile.advance();
  await publish(meanwhile.publication());

  const again = client.watch(OrdersFromMarkDocument, {});
  expect((await again.next()).value?.ordersChanged.kind).toBe('RESYNC');
  const { orders } = await client.send(ChangedOrdersDocument, {
    sort: 'PLACED_AT_DESC',
    where: { changedAfter: mark ?? null },
  });
  expect(new Map(orders?.nodes.map(({ id, revision }) => [id, revision]))).toEqual(
    new Map([away, meanwhile].map(({ snapshot }) => [snapshot.id, snapshot.revision])),
  );
  await again.return();
  await writer.query('rollback');
  await writer.close();

  const shipments = client.watch(ShipmentsFromMarkDocument, {});
  const { value } = await shipments.next();
  expect(value?.shipmentsChanged).toEqual({ kind: 'RESYNC', changeMark: expect.any(String), shipment: null });
  await shipments.return();
});

test('a live list cannot start at a mark', async () => {
  const stream = client.watch(OrdersFromMarkDocument, { where: { changedAfter: 'any' } });
  await expect(stream.next()).rejects.toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
});
