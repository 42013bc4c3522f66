import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { fingerprintOf } from '../../schema/domain/fingerprint.js';
import { answerIn } from '../../schema/domain/judge-request.js';
import {
  MAX_REMEMBERED_REFUSALS,
  outcomeOf,
  recall,
  withOutcome,
} from '../../schema/domain/request-memory.js';
import type { IdentifiedRequest, Refusal, RequestOutcome } from '../../schema/domain/request-outcome.js';
import type { RequestBody } from '../../schema/domain/requests.js';
import { fulfillmentWith, orderWith } from './snapshots.js';

const dispatch: RequestBody = { action: 'DISPATCH', shipmentId: 'shp-1-o' };
const deliver: RequestBody = { action: 'DELIVER', shipmentId: 'shp-1-o' };
const cancel: RequestBody = { action: 'CANCEL', reason: null };
const refusal: Refusal = { code: 'NOT_ALLOWED_NOW', message: 'Not now' };

const requestOf = (body: RequestBody, id: string | null = 'kim', requestId = 'R1'): IdentifiedRequest => {
  return { actor: { kind: 'COURIER', id }, requestId, body };
};
const remembering = (...requests: readonly IdentifiedRequest[]) =>
  requests.map((request) => outcomeOf(request, null));

describe('a request id', () => {
  test.each([null, refusal])('gets its first answer again: %j', (answer) => {
    const outcomes = [outcomeOf(requestOf(dispatch), answer)];
    expect(recall(outcomes, requestOf(dispatch))).toEqual({ kind: 'REPEATED', refusal: answer });
  });

  test.each([
    ['another action', deliver],
    ['another shipment', { ...dispatch, shipmentId: 'shp-2-o' }],
    ['another payload', cancel],
  ])('is taken for %s', (_, body) => {
    expect(recall(remembering(requestOf(dispatch)), requestOf(body))).toMatchObject({
      kind: 'ID_TAKEN',
      by: 'DISPATCH',
      refusal: { code: 'REQUEST_ID_TAKEN' },
    });
  });

  test('is the caller’s own, whatever ids hold', () => {
    const ids = ['kim', null, '', 'kim/DISPATCH/R1', 'kim","R1', 'null', '/'];
    for (const id of ids) {
      const others = ids.filter((other) => other !== id).map((other) => requestOf(dispatch, other));
      expect(recall(remembering(...others), requestOf(dispatch, id))).toEqual({ kind: 'NEW' });
    }
    const slashed = remembering(requestOf(dispatch, 'a', 'x/DISPATCH/y'));
    expect(recall(slashed, requestOf(dispatch, 'a/DISPATCH/x', 'y'))).toEqual({ kind: 'NEW' });
  });
});

test('accepted requests are never forgotten, and only the newest refused ones are remembered', () => {
  const accepted = Array.from({ length: 500 }, (_, n) => requestOf(dispatch, 'kim', `accepted-${n}`));
  const refused = Array.from({ length: 500 }, (_, n) => requestOf(dispatch, 'kim', `refused-${n}`));
  let outcomes: readonly RequestOutcome[] = [];
  accepted.forEach((request, n) => {
    outcomes = withOutcome(outcomes, outcomeOf(request, null));
    outcomes = withOutcome(outcomes, outcomeOf(refused[n] ?? request, refusal));
  });
  const kindsOf = (requests: readonly IdentifiedRequest[]) =>
    new Set(requests.map((request) => recall(outcomes, request).kind));
  expect(kindsOf(accepted)).toEqual(new Set(['REPEATED']));
  expect(kindsOf(refused.slice(0, -MAX_REMEMBERED_REFUSALS))).toEqual(new Set(['NEW']));
  expect(kindsOf(refused.slice(-MAX_REMEMBERED_REFUSALS))).toEqual(new Set(['REPEATED']));
});

describe('an order of 0.1.0', () => {
  const outcomes = [{ key: 'COURIER/kim/DISPATCH/R1', payloadHash: '90353fdc177a961d', refusal: null }];

  test('answers what it remembers', () => {
    expect(recall(outcomes, requestOf(dispatch))).toEqual({ kind: 'REPEATED', refusal: null });
    for (const body of [deliver, { ...dispatch, shipmentId: 'shp-2-o' }]) {
      expect(recall(outcomes, requestOf(body))).toMatchObject({ kind: 'ID_TAKEN', by: 'DISPATCH' });
    }
    expect(recall(outcomes, requestOf(dispatch, 'ann'))).toEqual({ kind: 'NEW' });
  });

  test('answers nobody whose id makes the same key', () => {
    const key = 'COURIER/a/DISPATCH/x/DISPATCH/y';
    const ambiguous = outcomes.map((outcome) => ({ ...outcome, key }));
    expect(recall(ambiguous, requestOf(dispatch, 'a/DISPATCH/x', 'y'))).toEqual({ kind: 'NEW' });
    expect(recall(ambiguous, requestOf(dispatch, 'a', 'x/DISPATCH/y'))).toMatchObject({ kind: 'REPEATED' });
  });
});

test('an order answers what it remembers, and once it is closed everything else', () => {
  const order = orderWith('PROCESSING', [fulfillmentWith('PROCESSING', 'BOOKED')]);
  expect(answerIn(order, requestOf(dispatch))).toBeNull();
  const remembered = { ...order, requests: remembering(requestOf(dispatch)) };
  expect(answerIn(remembered, requestOf(dispatch))).toMatchObject({ refusal: null });
  const closed = { ...remembered, status: 'COMPLETED', closedAt: '2026-01-02T00:00:00.000Z' } as const;
  expect(answerIn(closed, requestOf(dispatch))).toMatchObject({ refusal: null });
  expect(answerIn(closed, requestOf(cancel, 'ann'))).toEqual({
    refusal: { code: 'ALREADY_FINAL', message: 'The order is already COMPLETED' },
  });
});

describe('a fingerprint', () => {
  test('is SHA-256 of the payload as JSON with sorted keys', () => {
    for (const text of ['', 'abc', 'Ünïcode ✓ 👟', 'x'.repeat(10_000)]) {
      const expected = createHash('sha256')
        .update(JSON.stringify({ a: text }))
        .digest('hex');
      expect(fingerprintOf({ a: text })).toBe(expected);
    }
  });

  test('is the same for equal payloads, whatever the order of keys and what is left out', () => {
    expect(fingerprintOf({ a: 1, b: { c: [1, 2], d: null } })).toBe(
      fingerprintOf({ b: { c: [1, 2] }, a: 1 }),
    );
  });

  test('tells payloads apart', () => {
    const payloads = [{}, [], '', { a: 1 }, { a: '1' }, { a: [1, 2] }, { a: [2, 1] }, { b: 1 }];
    expect(new Set(payloads.map(fingerprintOf)).size).toBe(payloads.length);
  });
});
