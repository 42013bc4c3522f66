import { describe, expect, test } from 'vitest';
import type { Actor } from '../../schema/domain/actor.js';
import { foreignRefusal, promiseRefusal, refusalOf } from '../../schema/domain/judge-request.js';
import { orderStatuses } from '../../schema/domain/order-status.js';
import type { RequestBody } from '../../schema/domain/requests.js';
import type { ShipmentStatus } from '../../schema/domain/shipment-status.js';
import { shipmentStatuses } from '../../schema/domain/shipment-status.js';
import type { ReportableTrackingEventType } from '../../schema/domain/tracking-event.js';
import { MAX_SNAPSHOT_LENGTH, MAX_TRACKING_EVENTS } from '../../schema/domain/tracking-event.js';
import { fulfillmentWith, orderWith } from './snapshots.js';

const amend: RequestBody = { action: 'AMEND' };
const cancel: RequestBody = { action: 'CANCEL', reason: null };

describe('requests about the order', () => {
  const final = ['COMPLETED', 'PARTIALLY_COMPLETED', 'FAILED', 'CANCELLED', 'TIMED_OUT'];
  const open = [fulfillmentWith('PROCESSING', 'BOOKED')];

  test.each(orderStatuses)('amend while %s', (status) => {
    const code = refusalOf(orderWith(status, open), amend)?.code ?? null;
    if (final.includes(status)) expect(code).toBe('ALREADY_FINAL');
    else expect(code).toBe(status === 'CUSTOMER_ACTION_REQUIRED' ? null : 'NOT_ALLOWED_NOW');
  });

  test.each(orderStatuses)('cancel while %s', (status) => {
    const code = refusalOf(orderWith(status, open), cancel)?.code ?? null;
    expect(code).toBe(final.includes(status) ? 'ALREADY_FINAL' : null);
  });

  test('refuses to cancel when everything is dispatched, and not when something is left', () => {
    const dispatched = fulfillmentWith('PROCESSING', 'DISPATCHED');
    const booked = fulfillmentWith('PROCESSING', 'BOOKED', { n: 2 });
    expect(refusalOf(orderWith('PROCESSING', [dispatched]), cancel)?.code).toBe('NOT_ALLOWED_NOW');
    expect(refusalOf(orderWith('PROCESSING', [dispatched, booked]), cancel)).toBeNull();
  });
});

describe('requests about a shipment', () => {
  const shipmentId = 'shp-1-o';
  const refusedIn = (status: ShipmentStatus, request: RequestBody, trackingEvents = 0) =>
    refusalOf(orderWith('PROCESSING', [fulfillmentWith('PROCESSING', status, { trackingEvents })]), request)
      ?.code ?? null;
  const final = ['DELIVERED', 'CANCELLED', 'FAILED'];

  const allowed = { DISPATCH: ['BOOKED'], DELIVER: ['DISPATCHED'], FAIL: ['DISPATCHED'] } as const;
  const steps = (Object.keys(allowed) as (keyof typeof allowed)[]).flatMap((action) =>
    shipmentStatuses.map((status) => [action, status] as const),
  );
  test.each(steps)('%s while %s', (action, status) => {
    const code = refusedIn(status, { action, shipmentId, reason: 'lost' } as RequestBody);
    if (final.includes(status)) expect(code).toBe('ALREADY_FINAL');
    else
      expect(code).toBe((allowed[action] as readonly string[]).includes(status) ? null : 'NOT_ALLOWED_NOW');
  });

  const track = (type: ReportableTrackingEventType): RequestBody => {
    return {
      action: 'TRACK',
      shipmentId,
      type,
      at: null,
      location: null,
      note: null,
      estimatedDelivery: null,
    };
  };
  test('takes reports of what is under way, and of a delay before', () => {
    expect(refusedIn('DISPATCHED', track('IN_TRANSIT'))).toBeNull();
    expect(refusedIn('BOOKED', track('DELAYED'))).toBeNull();
    expect(refusedIn('BOOKED', track('IN_TRANSIT'))).toBe('NOT_ALLOWED_NOW');
    expect(refusedIn('PENDING', track('DELAYED'))).toBe('NOT_ALLOWED_NOW');
    expect(refusedIn('DELIVERED', track('DELAYED'))).toBe('ALREADY_FINAL');
  });

  test('keeps room for the pick-up and the delivery among the tracking events', () => {
    expect(refusedIn('DISPATCHED', track('IN_TRANSIT'), MAX_TRACKING_EVENTS - 3)).toBeNull();
    expect(refusedIn('DISPATCHED', track('IN_TRANSIT'), MAX_TRACKING_EVENTS - 2)).toBe('NOT_ALLOWED_NOW');
  });

  test.each(shipmentStatuses)('is assigned while %s', (status) => {
    const code = refusedIn(status, { action: 'ASSIGN', shipmentId, courierId: 'cora' });
    if (final.includes(status)) expect(code).toBe('ALREADY_FINAL');
    else expect(code).toBe(status === 'DISPATCHED' ? 'NOT_ALLOWED_NOW' : null);
  });

  test('comes from the courier who has it, or from no courier', () => {
    const request: RequestBody = { action: 'DISPATCH', shipmentId };
    const foreign = (courierId: string | null, actor: Actor) => {
      const booked = fulfillmentWith('PROCESSING', 'BOOKED', { courierId });
      return foreignRefusal(orderWith('PROCESSING', [booked]), actor, request)?.code ?? null;
    };
    const cora: Actor = { kind: 'COURIER', id: 'cora' };
    expect(foreign(null, cora)).toBeNull();
    expect(foreign('cora', cora)).toBeNull();
    expect(foreign('carl', cora)).toBe('NOT_FOUND');
    expect(foreign('carl', { kind: 'COURIER', id: null })).toBeNull();
    expect(foreign('carl', { kind: 'OPERATOR', id: 'olga' })).toBeNull();
    expect(foreign('carl', { kind: 'MANAGER', id: 'mona' })).toBeNull();
  });

  test('does not know the shipment of another order', () => {
    const order = orderWith('PROCESSING', [fulfillmentWith('PROCESSING', 'BOOKED')]);
    expect(refusalOf(order, { action: 'DISPATCH', shipmentId: 'shp-2-o' })?.code).toBe('NOT_FOUND');
  });
});

test('an order that is as long as it may be takes no more reports and assignments, and all that ends it', () => {
  const part = fulfillmentWith('PROCESSING', 'DISPATCHED');
  const short = orderWith('PROCESSING', [part]);
  const refused = (length: number, request: RequestBody) => {
    const customerId = 'c'.repeat(length - JSON.stringify({ ...short, customerId: '' }).length);
    return refusalOf({ ...short, customerId }, request)?.code ?? null;
  };
  const shipmentId = 'shp-1-o';
  const tracked = { type: 'DELAYED', at: null, location: null, note: null, estimatedDelivery: null } as const;
  const track: RequestBody = { action: 'TRACK', shipmentId, ...tracked };
  expect(refused(MAX_SNAPSHOT_LENGTH - 1, track)).toBeNull();
  expect(refused(MAX_SNAPSHOT_LENGTH, track)).toBe('NOT_ALLOWED_NOW');
  expect(refused(MAX_SNAPSHOT_LENGTH, { action: 'DELIVER', shipmentId })).toBeNull();
  expect(refused(MAX_SNAPSHOT_LENGTH, { action: 'FAIL', shipmentId, reason: 'lost' })).toBeNull();
  const booked = orderWith('PROCESSING', [fulfillmentWith('PROCESSING', 'BOOKED')]);
  const assign: RequestBody = { action: 'ASSIGN', shipmentId, courierId: 'kim' };
  expect(refusalOf(booked, assign)).toBeNull();
  expect(refusalOf({ ...booked, customerId: 'c'.repeat(MAX_SNAPSHOT_LENGTH) }, assign)?.code).toBe(
    'NOT_ALLOWED_NOW',
  );
});

test('a report with a window that has passed is refused, one without a window and every other request are not', () => {
  const now = '2026-01-02T00:00:00.000Z';
  const before = '2026-01-01T00:00:00.000Z';
  const after = '2026-01-03T00:00:00.000Z';
  const report = (estimatedDelivery: string | null, estimatedFrom?: string): RequestBody => ({
    action: 'TRACK',
    shipmentId: 'shp-1-o',
    type: 'DELAYED',
    at: null,
    location: null,
    note: null,
    estimatedDelivery,
    ...(estimatedFrom !== undefined && { estimatedFrom }),
  });
  expect(promiseRefusal(report(before, before), now)).toMatchObject({
    code: 'INVALID',
    message: expect.stringContaining('past'),
  });
  expect(promiseRefusal(report(after, before), now)).toBeNull();
  expect(promiseRefusal(report(before), now)).toBeNull();
  expect(promiseRefusal(amend, now)).toBeNull();
});
