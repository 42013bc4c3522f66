import { expect, test } from 'vitest';
import { deliveryNews } from '../../web/customer/delivery-news.js';
import { at, fulfillment, order, promised } from './sample-order.js';

const coming = fulfillment('PROCESSING', {}, { status: 'DISPATCHED', ...promised(at) });
const late = fulfillment('PROCESSING', {}, { status: 'DISPATCHED', isLate: true, ...promised(at) });
const arrived = fulfillment('COMPLETED', {}, { status: 'DELIVERED', deliveredAt: at });
const second = { ...coming, id: 'fulfillment:2-o' };

test.each([
  ['is still coming', coming, coming, []],
  ['becomes late', coming, late, ['Your order is late']],
  ['is late as before', late, late, []],
  ['gets a new promise', late, coming, []],
  ['arrives', coming, arrived, ['Your order has arrived']],
  ['arrives late', late, arrived, ['Your order has arrived']],
  ['has arrived before', arrived, arrived, []],
])('an order that %s', (_name, before, after, titles) => {
  const news = deliveryNews(order('PROCESSING', [before]), order('PROCESSING', [after]));
  expect(news.map(({ title }) => title)).toEqual(titles);
});

test('each of several parcels is named by its number, and each promise has its own tag', () => {
  const before = order('PROCESSING', [coming, second]);
  const [told] = deliveryNews(before, order('PROCESSING', [late, second]));
  expect(told?.title).toBe('Parcel 1 of your order is late');
  const next = fulfillment(
    'PROCESSING',
    {},
    {
      status: 'DISPATCHED',
      isLate: true,
      ...promised('2026-11-24T10:00:00.000Z'),
    },
  );
  const [again] = deliveryNews(before, order('PROCESSING', [next, second]));
  expect(again?.tag).not.toBe(told?.tag);
});
