import type { ApolloClient } from '@apollo/client';
import { expect, test, vi } from 'vitest';
import { LoadGenerator } from '../../web/operator/load-generator.js';

test('the note about an outage goes when orders are placed again', async () => {
  vi.useFakeTimers();
  let isUp = false;
  const stock = [{ location: { id: 'location:Seattle', name: 'Seattle' }, available: 1_000, reserved: 0 }];
  const products = { edges: [{ node: { sku: 'A', stock } }], pageInfo: { hasNextPage: false } };
  const client = {
    query: () => Promise.resolve({ data: { products } }),
    mutate: () =>
      isUp
        ? Promise.resolve({ data: { orderCreate: { userErrors: [] } } })
        : Promise.reject(new TypeError('fetch failed')),
  } as unknown as ApolloClient;
  const generator = new LoadGenerator(client, (onBeat) => {
    const timer = setInterval(onBeat, 100);
    return { stop: () => clearInterval(timer) };
  });
  generator.start();
  await vi.advanceTimersByTimeAsync(1_000);
  expect(generator.state.note).toMatch(/can’t be reached/);
  isUp = true;
  await vi.advanceTimersByTimeAsync(1_000);
  expect(generator.state.note).toBeNull();
  generator.stop('Stopped.');
  await vi.advanceTimersByTimeAsync(1_000);
  expect(generator.state.note).toBe('Stopped.');
  vi.useRealTimers();
});
