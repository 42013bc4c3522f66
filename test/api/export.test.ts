import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import type { Pool } from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openDatabase } from '../../database/open-database.js';
import type { OrderSnapshot } from '../../schema/domain/order-snapshot.js';
import { exportText } from '../../src/http/export/export-text.js';
import type { Stack } from '../stack/stack.js';
import { startStack } from '../stack/stack.js';
import type { TokenRole } from '../stack/tokens.js';
import { mintToken } from '../stack/tokens.js';
import { askUntilAnswered } from './ask.js';
import { orderInStatus } from './sample-order.js';
import type { StoredSample } from './stored-samples.js';
import { storeSamples } from './stored-samples.js';

const SECRET = 'a secret of the export tests alone';
const SAMPLES = 620;

let stack: Stack;
let database: Pool;
let samples: readonly StoredSample[];

beforeAll(async () => {
  stack = await startStack({ environment: { AUTH_SECRET: SECRET }, workers: [] });
  database = await openDatabase(stack.addresses.databaseUrl);
  samples = await storeSamples(database, SAMPLES);
});
afterAll(async () => {
  await database?.end();
  await stack?.[Symbol.asyncDispose]();
});

const tokenOf = (role: TokenRole, sub: string) => mintToken(SECRET, { role, sub });

async function exported(body: unknown, token: string | null, headers: Record<string, string> = {}) {
  const response = await fetch(`${stack.addresses.apiUrl}/orders.csv`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      ...(token !== null && { authorization: `Bearer ${token}` }),
      ...headers,
    },
    body: JSON.stringify(body),
  });
  return { status: response.status, headers: response.headers, text: await response.text() };
}

/** The cells of a CSV file as RFC 4180 has them, line by line. */
function cellsOf(text: string): readonly (readonly string[])[] {
  const lines: string[][] = [[]];
  for (const [, quoted, plain, end] of text.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n|$)/g)) {
    lines.at(-1)?.push(quoted?.replaceAll('""', '"') ?? plain ?? '');
    if (end === '\r\n') lines.push([]);
    if (end === '') break;
  }
  // After the last line end there is nothing.
  return lines.slice(0, -1);
}

const idsOf = (text: string) =>
  cellsOf(text)
    .slice(1)
    .map(([id]) => id);

test('an export has the orders of the list with the same filter and sort, all pages of it', async () => {
  const manager = await tokenOf('manager', 'mona');
  const { status, headers, text } = await exported({}, manager);
  expect(status).toBe(200);
  expect(headers.get('content-type')).toBe('text/csv; charset=utf-8');
  expect(headers.get('content-disposition')).toBe('attachment; filename="orders.csv"');
  expect(cellsOf(text)[0]).toEqual(
    'order,customer,status,placed,updated,closed,items,units,recipient,city,country,tracking,charged,refunded,currency'.split(
      ',',
    ),
  );
  expect(idsOf(text)).toHaveLength(SAMPLES);
  expect(new Set(idsOf(text))).toEqual(new Set(samples.map(({ id }) => id)));

  const where = { search: 'norberg', status: ['FAILED', 'COMPLETED', 'PENDING'] };
  const variables = { where, sort: 'UPDATED_AT_ASC' };
  const query = `query ($where: OrderFilter, $sort: OrderSort) {
    orders(first: 100, where: $where, sort: $sort) { totalCount nodes { id } }
  }`;
  const { data } = await askUntilAnswered(stack.addresses.graphqlUrl, query, variables, manager);
  const found: string[] = data.orders.nodes.map(({ id }: { id: string }) => id);
  expect(found).toHaveLength(data.orders.totalCount);
  expect(idsOf((await exported(variables, manager)).text)).toEqual(found);
});

test('a status that is named thousands of times is one status', async () => {
  const manager = await tokenOf('manager', 'mona');
  const wanted = idsOf((await exported({ where: { search: 'norberg', status: ['FAILED'] } }, manager)).text);
  expect(wanted).not.toEqual([]);
  const status = Array.from({ length: 25_000 }, () => 'FAILED');
  const repeated = await exported({ where: { search: 'norberg', status } }, manager);
  expect(repeated.status).toBe(200);
  expect(idsOf(repeated.text)).toEqual(wanted);
});

test('whatever a cell contains, a spreadsheet takes it for text', async () => {
  const base = orderInStatus('COMPLETED', '=cmd|calc', 'odd');
  const odd: OrderSnapshot = {
    ...base,
    items: [{ sku: 's', quantity: 2, name: 'Shoe "Ünï", the\r\nsecond', unitPrice: null }],
    deliveryAddress: {
      name: '@SUM(A1)',
      line1: '1 Road',
      line2: null,
      city: '-2+3',
      region: null,
      postalCode: '1',
      country: ' US',
    },
  };
  await database.query(
    `insert into orders (id, run_id, customer_id, status, revision, placed_at, updated_at, skus, snapshot)
     values ('odd', 'run', '=cmd|calc', 'COMPLETED', 1, now(), now(), '{s}', $1)`,
    [JSON.stringify(odd)],
  );
  const { text } = await exported({ where: { ids: ['odd'] } }, await tokenOf('operator', 'otto'));
  const [, line = []] = cellsOf(text);
  expect(line[1]).toBe("'=cmd|calc");
  expect(line.slice(6, 11)).toEqual(['2 × Shoe "Ünï", the\r\nsecond', '2', "'@SUM(A1)", "'-2+3", ' US']);
  expect(line.slice(11)).toEqual(['', '0.00', '0.00', 'USD']);
});

test('so does a spreadsheet that separates cells by semicolons, wherever in a text', async () => {
  const base = orderInStatus('COMPLETED', "Kim;=cmd|' /C calc'!A0;", 'apart');
  const parts = { line1: '1 Road', line2: null, region: null, postalCode: '1' };
  const apart: OrderSnapshot = {
    ...base,
    items: [{ sku: 's', quantity: 2, name: 'Shoe\t@SUM(A1)', unitPrice: null }],
    deliveryAddress: { ...parts, name: 'Kim\n=1+1', city: '\u00a0\u200b+1', country: 'US; \u202e-1' },
  };
  await database.query(
    `insert into orders (id, run_id, customer_id, status, revision, placed_at, updated_at, skus, snapshot)
     values ('apart', 'run', 'apart', 'COMPLETED', 1, now(), now(), '{s}', $1)`,
    [JSON.stringify(apart)],
  );
  const { text } = await exported({ where: { ids: ['apart'] } }, await tokenOf('operator', 'otto'));
  // Quotes mean nothing to it within a cell.
  for (const cell of text.split(/[;\t\r\n|]/)) expect(cell).not.toMatch(/^[\s\p{Cf}"]*[=+\-@]/u);
  const [, line = []] = cellsOf(text);
  expect(line[1]).toBe("Kim;'=cmd|' /C calc'!A0;");
  expect(line.slice(8, 11)).toEqual(["Kim\n'=1+1", "'\u00a0\u200b+1", "US;' \u202e-1"]);
});

test('whoever may list orders may export the same orders', async () => {
  const own = await exported({}, await tokenOf('customer', 'kim'));
  const wanted = samples.filter(({ order }) => order.customerId === 'kim').map(({ id }) => id);
  expect(new Set(idsOf(own.text))).toEqual(new Set(wanted));
  const others = await exported({ where: { customerId: 'lee' } }, await tokenOf('customer', 'kim'));
  expect(idsOf(others.text)).toEqual([]);
  const refused = async (body: unknown, token: string | null, headers = {}) => {
    const answer = await exported(body, token, headers);
    return [answer.status, JSON.parse(answer.text).errors[0].extensions.code];
  };
  expect(await refused({}, await tokenOf('courier', 'carl'))).toEqual([403, 'FORBIDDEN']);
  expect(await refused({}, null)).toEqual([401, 'UNAUTHENTICATED']);
  const manager = await tokenOf('manager', 'mona');
  expect(await refused({}, manager, { origin: 'https://elsewhere.example' })).toEqual([403, 'FORBIDDEN']);
  for (const body of [
    [],
    'all',
    { filter: {} },
    { where: { status: ['LOST'] } },
    { where: { nobody: true } },
    { sort: 'ID' },
    { where: { changedAfter: 'yesterday' } },
    { where: { ids: Array.from({ length: 101 }, (_, index) => `order-${index}`) } },
  ])
    expect(await refused(body, manager), JSON.stringify(body)).toEqual([400, 'BAD_USER_INPUT']);
});

test('an export that is cut off says so in its last line', async () => {
  const readPage = async (after: string | null, size: number) => {
    const from = Number(after ?? 0);
    const orders = samples.slice(from, from + size).map(({ order }) => order);
    return { orders, next: from + size < SAMPLES ? String(from + size) : null };
  };
  const textOf = (most: number) => text(Readable.from(exportText(readPage, most)));
  expect(idsOf(await textOf(SAMPLES))).toHaveLength(SAMPLES);
  const cut = cellsOf(await textOf(500));
  expect(cut).toHaveLength(502);
  expect(cut.at(-1)?.[0]).toBe('Cut off after 500 orders: filter for fewer');
  expect(cut.at(-1)).toHaveLength(cut[0]?.length ?? 0);
});
