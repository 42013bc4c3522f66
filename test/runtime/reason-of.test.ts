import { expect, test } from 'vitest';
import { reasonOf } from '../../runtime/errors/reason-of.js';

const refused = new Error('connect ECONNREFUSED 127.0.0.1:5432');

test.each([
  ['a list of reasons has no message of its own', new AggregateError([refused]), refused.message],
  ['its cause comes after it', new Error('Away', { cause: refused }), `Away: ${refused.message}`],
  ['once', new Error(`Away: ${refused.message}`, { cause: refused }), `Away: ${refused.message}`],
  ['only the first line counts', new Error('one\ntwo'), 'one'],
  ['the name stands for a missing message', new RangeError(''), 'RangeError'],
  ['the SDK wraps it', new Error('Status { code: 14, message: "no such host" }'), 'no such host'],
  ['anything can be thrown', 'text', 'text'],
  ['passwords stay here', new Error('at postgres://user:pass@host/db'), 'at postgres://***@host/db'],
  ['so do keys', new Error('https://k@x.org/ is away'), 'https://***@x.org/ is away'],
])('%s', (_, fault, reason) => {
  expect(reasonOf(fault)).toBe(reason);
});
