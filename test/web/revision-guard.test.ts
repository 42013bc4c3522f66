import { expect, test } from 'vitest';
import { RevisionGuard } from '../../web/client/revision-guard.js';

const order = (revision: number, fields: object = {}) => ({
  __typename: 'Order',
  id: 'one',
  revision,
  status: `as of ${revision}`,
  ...fields,
});

test('an answer that was overtaken shows what is newer', () => {
  const guard = new RevisionGuard();
  expect(guard.apply({ orderUpdated: order(5) })).toEqual({ orderUpdated: order(5) });
  expect(guard.apply({ order: order(3) })).toEqual({ order: order(5) });
  expect(guard.apply({ order: order(6) })).toEqual({ order: order(6) });
});

test('fields that only the older answer has are kept, fields that were not requested are not added', () => {
  const guard = new RevisionGuard();
  guard.apply(order(5, { total: 7, extra: true }));
  expect(guard.apply(order(4, { total: 1, address: 'home' }))).toEqual(
    order(5, { total: 7, address: 'home' }),
  );
});

test('a shipment within an older order is as new as it has been seen anywhere', () => {
  const guard = new RevisionGuard();
  const shipment = (revision: number) => ({ __typename: 'Shipment', id: 's', revision, status: revision });
  const within = (revision: number, of: number) =>
    order(revision, { fulfillments: [{ __typename: 'Fulfillment', id: 'one:1', shipment: shipment(of) }] });
  guard.apply(within(5, 2));
  guard.apply(shipment(3));
  expect(guard.apply(within(4, 1))).toEqual(within(5, 3));
});

test('lists are guarded row by row', () => {
  const guard = new RevisionGuard();
  guard.apply(order(5));
  const other = { ...order(1), id: 'two' };
  const answer = {
    orders: {
      edges: [
        { cursor: 'a', node: order(2) },
        { cursor: 'b', node: other },
      ],
    },
  };
  expect(guard.apply(answer)).toEqual({
    orders: {
      edges: [
        { cursor: 'a', node: order(5) },
        { cursor: 'b', node: other },
      ],
    },
  });
});

test('what has no revision passes as it is', () => {
  const guard = new RevisionGuard();
  const answer = { products: [{ __typename: 'Product', id: 'p', stock: null }], totalCount: 3 };
  expect(guard.apply(answer)).toEqual(answer);
});
