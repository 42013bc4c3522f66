import { expect, test } from 'vitest';
import type { ListRules } from '../../web/client/live-list.js';
import { applyChanges } from '../../web/client/live-list.js';

interface Dated {
  readonly id: string;
  readonly revision: number;
  readonly at: number;
}

const row = (id: string, at: number, revision = 1): Dated => ({ id, revision, at });
const page = (rows: readonly Dated[], hasNextPage = false) => ({
  edges: rows.map((node) => ({ __typename: 'Edge', cursor: `c-${node.id}`, node })),
  pageInfo: { hasNextPage },
});
const changed = (node: Dated) => ({ kind: 'CHANGED', id: node.id, node }) as const;
const left = (id: string) => ({ kind: 'LEFT', id, node: null }) as const;
const rules: ListRules<Dated> = {
  edgeType: 'Edge',
  size: 3,
  newcomers: 'insert',
  compare: (a, b) => b.at - a.at,
};
const ids = ({ page: { edges } }: { page: ReturnType<typeof page> }) => edges.map(({ node }) => node.id);

test('what is new goes where it belongs, and pushes the last off a full page', () => {
  const applied = applyChanges(page([row('c', 3), row('b', 2), row('a', 1)]), [changed(row('d', 4))], rules);
  expect(ids(applied)).toEqual(['d', 'c', 'b']);
  expect(applied.page.pageInfo.hasNextPage).toBe(true);
  expect(applied.added).toEqual([row('d', 4)]);
  expect(applied.unsure).toBe(false);
});

test('what changed stays one row, and moves where the order of the list says so', () => {
  const applied = applyChanges(page([row('c', 3), row('b', 2)]), [changed(row('b', 9))], rules);
  expect(ids(applied)).toEqual(['b', 'c']);
  expect(applied.added).toEqual([]);
});

test('what is older than the row is ignored', () => {
  const late = applyChanges(page([row('a', 2, 5)]), [changed(row('a', 1, 4))], rules);
  expect(late.page.edges.map(({ node }) => node)).toEqual([row('a', 2, 5)]);
});

test('each edge has its type: without it the list is incomplete to the cache', () => {
  const applied = applyChanges(page([row('a', 1)]), [changed(row('a', 1, 2)), changed(row('b', 2))], rules);
  expect(applied.page.edges).toEqual([
    { __typename: 'Edge', cursor: '', node: row('b', 2) },
    { __typename: 'Edge', cursor: 'c-a', node: row('a', 1, 2) },
  ]);
});

test('what left goes; where more would move up, the server is asked', () => {
  const few = applyChanges(page([row('c', 3), row('b', 2)]), [left('c')], rules);
  expect([ids(few), few.unsure]).toEqual([['b'], false]);
  const many = applyChanges(page([row('c', 3), row('b', 2)], true), [left('c')], rules);
  expect([ids(many), many.unsure]).toEqual([['b'], true]);
});

test('a RESYNC causes a new read, and changes no row', () => {
  const applied = applyChanges(page([row('a', 1)]), [{ kind: 'RESYNC', id: null, node: null }], rules);
  expect([ids(applied), applied.unsure]).toEqual([['a'], true]);
});

test('a later page ignores newcomers, a search leaves them to the server', () => {
  const newcomer = [changed(row('z', 9))];
  const later = applyChanges(page([row('a', 1)]), newcomer, { ...rules, newcomers: 'ignore' });
  expect([ids(later), later.unsure]).toEqual([['a'], false]);
  const search = applyChanges(page([row('a', 1)]), newcomer, { ...rules, newcomers: 'ask' });
  expect([ids(search), search.unsure]).toEqual([['a'], true]);
});
