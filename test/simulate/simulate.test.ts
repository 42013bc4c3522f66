import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Stack } from '../stack/stack.js';
import { startStack } from '../stack/stack.js';
import { mintToken } from '../stack/tokens.js';

const run = promisify(execFile);
const secret = 'a secret that only this test knows';
const script = fileURLToPath(new URL('../../dist/simulate/main.js', import.meta.url));

let stack: Stack;
beforeAll(async () => {
  stack = await startStack({ environment: { AUTH_SECRET: secret } });
});
afterAll(() => stack?.[Symbol.asyncDispose]());

const simulate = (...args: readonly string[]) =>
  run(process.execPath, [script, '--url', stack.addresses.graphqlUrl, ...args]);

test('places orders and delivers them as a client of the API, and ends by itself', async () => {
  const token = await mintToken(secret, { role: 'operator', sub: 'olga' });
  const { stdout } = await simulate('--rate', '10', '--minutes', '0.02', '--couriers', '--token', token);
  const told = stdout.trim().split('\n').at(-1) ?? '';
  const [, placed, delivered, failed] =
    /(\d+) orders \| (\d+) parcels delivered \| (\d+) failed/.exec(told) ?? [];
  expect(Number(placed), stdout).toBeGreaterThan(0);
  expect(Number(placed)).toBeLessThanOrEqual(12);
  expect([delivered, failed], stdout).toEqual([placed, '0']);
  expect(told).toContain('wanted 10/s');
});

test('says what the API answers when it is refused, and fails', async () => {
  const token = await mintToken(secret, { role: 'courier', sub: 'carl' });
  await expect(simulate('--minutes', '0.01', '--token', token)).rejects.toMatchObject({
    code: 1,
    stderr: expect.stringMatching(/may not/),
  });
});

test.each([
  [['--rate', '0'], /--rate must be above 0/],
  [['--minutes', '61'], /--minutes must be above 0 and at most 60/],
  [['--rats', '5'], /Unknown option '--rats'/],
  [['--url', 'shop'], /--url must be/],
])('refuses %j', async (args, reason) => {
  await expect(run(process.execPath, [script, ...args])).rejects.toMatchObject({
    code: 1,
    stderr: expect.stringMatching(reason),
  });
});
