import { describe, expect, test } from 'vitest';
import { payloadHash } from '../../schema/domain/payload-hash.js';
import { parseAmend, parseCancel, parseShipmentUpdate } from '../../schema/domain/requests.js';

describe('signals that make no sense', () => {
  test.each([[[1, 2]], ['text'], [7], [true]])('%j', (signal) => {
    for (const parse of [parseAmend, parseCancel, parseShipmentUpdate]) {
      expect(parse(signal)).toMatchObject({ problem: expect.stringContaining('object') });
    }
  });

  test.each([
    [{}, 'action'],
    [null, 'action'],
    [{ action: 'EXPLODE', shipmentId: 's' }, 'action'],
    [{ action: 'DISPATCH' }, 'shipmentId'],
    [{ action: 'DISPATCH', shipmentId: ['s'] }, 'shipmentId'],
    [{ action: 'TRACK', shipmentId: 's', type: 'DELIVERED' }, 'type'],
  ])('shipment update %j', (signal, named) => {
    expect(parseShipmentUpdate(signal)).toMatchObject({ problem: expect.stringContaining(named) });
  });
});

describe('signals that do', () => {
  test('takes an amend and a cancel without anything', () => {
    const sender = { actor: { kind: 'SYSTEM', id: null }, requestId: null };
    expect(parseAmend(undefined)).toEqual({ ...sender, body: { action: 'AMEND' } });
    expect(parseCancel(null)).toEqual({ ...sender, body: { action: 'CANCEL', reason: null } });
  });

  test('cleans texts of what PostgreSQL cannot store, and cuts them', () => {
    const reason = `a\u0000b\ud800${'x'.repeat(1_000_000)}`;
    const parsed = parseCancel({ reason, requestId: 'r\u0000', actor: { kind: 'CUSTOMER', id: 'c\udc00' } });
    expect(parsed).toMatchObject({ requestId: 'r', actor: { kind: 'CUSTOMER', id: 'c\ufffd' } });
    const cleaned = 'body' in parsed && parsed.body.action === 'CANCEL' ? parsed.body.reason : null;
    expect(cleaned).toHaveLength(499);
    expect(cleaned?.startsWith('ab\ufffdx')).toBe(true);
  });

  test('takes an unknown actor for the system, and a time that is none for left out', () => {
    const signal = { action: 'TRACK', shipmentId: 's', type: 'DELAYED', actor: { kind: 'KING' } };
    for (const at of ['soon', '2026-11-23', '2026-11-23T10:00', '+012026-11-23T10:00:00Z', 7]) {
      expect(parseShipmentUpdate({ ...signal, at })).toMatchObject({
        actor: { kind: 'SYSTEM', id: null },
        body: { action: 'TRACK', at: null },
      });
    }
    const at = '2026-11-23T10:00:00+02:00';
    expect(parseShipmentUpdate({ ...signal, at })).toMatchObject({
      body: { at: '2026-11-23T08:00:00.000Z' },
    });
  });
});

describe('the hash of a payload', () => {
  test('is the same for equal payloads, whatever the order of keys and what is left out', () => {
    expect(payloadHash({ a: 1, b: { c: [1, 2], d: null } })).toBe(payloadHash({ b: { c: [1, 2] }, a: 1 }));
  });

  test('tells payloads apart', () => {
    const payloads = [{}, [], '', { a: 1 }, { a: '1' }, { a: [1, 2] }, { a: [2, 1] }, { b: 1 }];
    expect(new Set(payloads.map(payloadHash)).size).toBe(payloads.length);
  });
});
