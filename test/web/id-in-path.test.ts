import { expect, test } from 'vitest';
import { idFromPath, idInPath } from '../../web/parts/id-in-path.js';
import { oddIds } from './odd-ids.js';

test.each([...oddIds])('%j comes back from the address that a browser makes of it', (id) => {
  const { pathname } = new URL(`/customer/orders/${idInPath(id)}`, 'http://localhost');
  expect(pathname.split('/')).toHaveLength(4);
  expect(idFromPath(pathname.split('/')[3] ?? '')).toBe(id);
});

test('no two ids have one address', () => {
  expect(new Set(oddIds.map(idInPath)).size).toBe(oddIds.length);
});

test('an id that was typed by hand and is not escaped names itself', () => {
  expect(idFromPath('100%')).toBe('100%');
});
