import { OperationTypeNode } from 'graphql';
import { expect, test } from 'vitest';
import type { Caller } from '../../src/auth/caller.js';
import { CallerBudgets } from '../../src/limits/caller-budgets.js';
import type { PreparedOperation } from '../../src/limits/documents.js';
import { standardLimits } from '../standard-limits.js';

const costly = {
  cost: 10_000,
  definition: { operation: OperationTypeNode.QUERY },
} as PreparedOperation;

const alice: Caller = { role: 'CUSTOMER', id: 'alice', expiresAt: null };
const link = (id: string): Caller => ({
  role: 'TRACKING',
  id,
  expiresAt: null,
  tracked: { orderId: 'order', customerId: 'alice' },
});

test.each([
  { who: 'a caller', first: alice, second: alice },
  { who: 'one of two links to a customer’s orders', first: link('link-1'), second: link('link-2') },
])('nothing is kept for $who once its costly answer is made', async ({ first, second }) => {
  const budgets = new CallerBudgets(standardLimits(), 10);
  let give = (_answer: string) => {};
  const slow = new Promise<string>((resolve) => {
    give = resolve;
  });
  const costlyAnswer = budgets.inTurn(first, () => budgets.make(first, costly, () => slow));
  // Ends while the costly answer is being made.
  await budgets.inTurn(second, () => 'cheap');
  give('slow');
  expect(await costlyAnswer).toBe('slow');
  await expect.poll(() => budgets.size).toBe(0);
});
