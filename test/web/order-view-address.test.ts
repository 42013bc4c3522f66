import { expect, test } from 'vitest';
import { views, viewOf } from '../../web/courier/views.js';
import { filterOf, readOrderView } from '../../web/manager/order-view-address.js';

const viewIn = (address: string) => readOrderView(new URLSearchParams(address));

test('an address of valid filters is read', () => {
  expect(viewIn('status=FAILED&sort=UPDATED_AT_ASC&period=week&late=yes')).toMatchObject({
    status: ['FAILED'],
    sort: 'UPDATED_AT_ASC',
    period: 'week',
    late: true,
  });
});

test.each(['toString', 'constructor', '__proto__', 'yesterday', ''])(
  'a choice named %j in an address is ignored',
  (name) => {
    const view = viewIn(`sort=${name}&period=${name}&status=${name}`);
    expect(view).toEqual(viewIn(''));
    expect(filterOf(view, Date.now())).toEqual({});
    expect(viewOf(name)).toBe('pickup');
  },
);

test('an address shows each of the courier’s lists', () => {
  expect(Object.keys(views).map(viewOf)).toEqual(Object.keys(views));
  expect(viewOf(null)).toBe('pickup');
});
