import { describe, expect, test } from 'vitest';
import { parseAmend, parseCancel, parseShipmentUpdate } from '../../schema/domain/requests.js';
import type { TrackingEvent } from '../../schema/domain/tracking-event.js';
import {
  reportableIn,
  reportableTrackingEventTypes,
  withTrackingEvent,
} from '../../schema/domain/tracking-event.js';

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

describe('signals that make sense', () => {
  test('takes an amend and a cancel without a payload', () => {
    const sender = { actor: { kind: 'SYSTEM', id: null }, requestId: null };
    expect(parseAmend(undefined)).toEqual({ ...sender, body: { action: 'AMEND' } });
    expect(parseCancel(null)).toEqual({ ...sender, body: { action: 'CANCEL', reason: null } });
  });

  test('removes what PostgreSQL cannot store from texts, and cuts them', () => {
    const reason = `a\u0000b\ud800${'x'.repeat(1_000_000)}`;
    const parsed = parseCancel({ reason, requestId: 'r\u0000', actor: { kind: 'CUSTOMER', id: 'c\udc00' } });
    expect(parsed).toMatchObject({ requestId: 'r', actor: { kind: 'CUSTOMER', id: 'c\ufffd' } });
    const cleaned = 'body' in parsed && parsed.body.action === 'CANCEL' ? parsed.body.reason : null;
    expect(cleaned).toHaveLength(499);
    expect(cleaned?.startsWith('ab\ufffdx')).toBe(true);
  });

  test.each([
    [{ action: 'DISPATCH' }, { action: 'DISPATCH' }],
    [{ action: 'DELIVER' }, { action: 'DELIVER' }],
    [
      { action: 'ASSIGN', courierId: ' kim ' },
      { action: 'ASSIGN', courierId: 'kim' },
    ],
    [
      { action: 'ASSIGN', courierId: ' ' },
      { action: 'ASSIGN', courierId: null },
    ],
    [{ action: 'ASSIGN' }, { action: 'ASSIGN', courierId: null }],
    [
      { action: 'FAIL', reason: 'lost' },
      { action: 'FAIL', reason: 'lost' },
    ],
    [{ action: 'FAIL' }, { action: 'FAIL', reason: 'No reason given' }],
  ])('takes the shipment update %j', (signal, body) => {
    const shipmentId = `shp-1-${'o'.repeat(200)}`;
    expect(parseShipmentUpdate({ ...signal, shipmentId })).toHaveProperty('body', { ...body, shipmentId });
  });

  test('takes an unknown actor for the system', () => {
    const signal = { action: 'DISPATCH', shipmentId: 's', actor: { kind: 'KING' } };
    expect(parseShipmentUpdate(signal)).toMatchObject({ actor: { kind: 'SYSTEM', id: null } });
  });
});

describe('the times of a report', () => {
  const report = { action: 'TRACK', shipmentId: 's', type: 'DELAYED' };

  test.each([
    ['2026-11-23T10:00:00+02:00', '2026-11-23T08:00:00.000Z'],
    ['2028-02-29t23:59:59.1234567z', '2028-02-29T23:59:59.123Z'],
    ['2000-01-01T00:00:00Z', '2000-01-01T00:00:00.000Z'],
    ['2099-12-31T23:59:59Z', '2099-12-31T23:59:59.000Z'],
  ])('%s is %s', (text, time) => {
    expect(parseShipmentUpdate({ ...report, at: text, estimatedDelivery: text })).toMatchObject({
      body: { at: time, estimatedDelivery: time },
    });
  });

  test.each([undefined, null])('%s is left out', (at) => {
    expect(parseShipmentUpdate({ ...report, at })).toMatchObject({ body: { at: null } });
  });

  test.each([
    'soon',
    '',
    7,
    '2026-11-23',
    '2026-11-23T10:00Z',
    '2026-11-23T10:00:00',
    '2026-11-23 10:00:00Z',
    '23 Nov 2026 10:00:00 GMT',
    'on 2026-11-23T10:00:00Z',
    '2026-11-23T10:00:00Z or so',
    '+012026-11-23T10:00:00Z',
    '2026-02-30T10:00:00Z',
    '2027-02-29T10:00:00Z',
    '2026-13-01T10:00:00Z',
    '2026-00-10T10:00:00Z',
    '2026-11-23T24:00:00Z',
    '2026-11-23T10:00:00+24:00',
    '0001-01-01T00:00:00Z',
    '1999-12-31T23:59:59Z',
    '2000-01-01T00:00:00+01:00',
    '9999-12-31T23:59:59Z',
  ])('%j is refused', (time) => {
    for (const name of ['at', 'estimatedDelivery']) {
      const parsed = parseShipmentUpdate({ ...report, [name]: time });
      expect(parsed).toMatchObject({ problem: expect.stringContaining(`The ${name} must`) });
    }
  });
});

describe('a delivery window', () => {
  const report = { action: 'TRACK', shipmentId: 's', type: 'DELAYED' };
  const from = '2026-11-29T09:00:00+01:00';
  const until = '2026-11-29T12:00:00+01:00';

  test('is two times, in UTC', () => {
    expect(parseShipmentUpdate({ ...report, deliveryWindow: { from, until } })).toMatchObject({
      body: { estimatedFrom: '2026-11-29T08:00:00.000Z', estimatedDelivery: '2026-11-29T11:00:00.000Z' },
    });
    expect(parseShipmentUpdate({ ...report, deliveryWindow: { from: until, until } })).toHaveProperty('body');
  });

  // The fingerprints of requests that orders remember from before there were windows must stay.
  test.each([undefined, null])('%s leaves the body as it was', (deliveryWindow) => {
    const parsed = parseShipmentUpdate({ ...report, estimatedDelivery: until, deliveryWindow });
    expect(parsed).toMatchObject({ body: { estimatedDelivery: '2026-11-29T11:00:00.000Z' } });
    expect('body' in parsed && 'estimatedFrom' in parsed.body).toBe(false);
  });

  test.each([
    [7],
    ['soon'],
    [[from, until]],
    [{}],
    [{ from }],
    [{ until }],
    [{ from: 'now', until }],
    [{ from, until: '2026-11-31T12:00:00Z' }],
    [{ from: until, until: from }],
    [{ from, until: '2026-12-13T09:00:01+01:00' }],
  ])('%j is refused', (deliveryWindow) => {
    const parsed = parseShipmentUpdate({ ...report, deliveryWindow });
    expect(parsed).toMatchObject({ problem: expect.stringContaining('The deliveryWindow') });
  });

  test('and another estimate are refused', () => {
    const parsed = parseShipmentUpdate({
      ...report,
      estimatedDelivery: until,
      deliveryWindow: { from, until },
    });
    expect(parsed).toMatchObject({ problem: expect.stringContaining('not both') });
  });
});

test('tracking events are oldest first, whatever the order in which they come', () => {
  const times = ['2026-01-01', '2026-01-02', '2026-01-02', '2026-01-03'];
  const events = times.map((day, index) => {
    return { type: 'IN_TRANSIT', at: `${day}T00:00:00.000Z`, location: null, note: String(index) } as const;
  });
  for (const permutation of permutationsOf(events)) {
    const taken = permutation.reduce(withTrackingEvent, [] as readonly TrackingEvent[]);
    expect(taken.map(({ at }) => at)).toEqual(events.map(({ at }) => at));
    // What happened at the same moment stays as it came.
    const sameMoment = ({ at }: TrackingEvent) => at === events[1]?.at;
    expect(taken.filter(sameMoment)).toEqual(permutation.filter(sameMoment));
  }
});

function permutationsOf<Value>(values: readonly Value[]): readonly (readonly Value[])[] {
  if (values.length === 0) return [[]];
  return values.flatMap((value, index) =>
    permutationsOf(values.toSpliced(index, 1)).map((rest) => [value, ...rest]),
  );
}

test('events of the same moment stay in the order in which they came', () => {
  const event = (at: string, note: string): TrackingEvent => ({ type: 'DELAYED', at, location: null, note });
  const reports = [event('2', 'a'), event('2', 'b'), event('1', 'c'), event('2', 'd'), event('3', 'e')];
  const sorted = reports.reduce<readonly TrackingEvent[]>(withTrackingEvent, []);
  expect(sorted.map(({ note }) => note)).toEqual(['c', 'a', 'b', 'd', 'e']);
});

test('what may be reported in each status, written out', () => {
  expect(reportableIn).toEqual({
    PENDING: [],
    BOOKED: ['DELAYED'],
    DISPATCHED: reportableTrackingEventTypes,
    DELIVERED: [],
    CANCELLED: [],
    FAILED: [],
  });
});
