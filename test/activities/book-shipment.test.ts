import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { BookShipmentRequest } from '../../schema/contract/shipment-activities.js';
import { createShipmentActivities } from '../../workers/shipments/activities.js';
import type { Courier } from '../../workers/shipments/courier.js';
import { createSimulatedCourier } from '../../workers/shipments/simulated-courier.js';
import type { ActivityDatabase } from './activity-database.js';
import { createActivityDatabase } from './activity-database.js';

let stage: ActivityDatabase;

beforeAll(async () => {
  stage = await createActivityDatabase();
});
afterAll(() => stage[Symbol.asyncDispose]());

function bookingOf(): BookShipmentRequest {
  const orderId = `order-${randomUUID()}`;
  return {
    shipmentId: `shp-1-${orderId}`,
    fulfillmentId: `${orderId}:1`,
    orderId,
    location: 'east',
    items: [],
    deliveryAddress: null,
  };
}

/** A courier that knows which bookings stand; `booking` runs between its work and its answer. */
function recordingCourier(booking: (call: number) => Promise<void> = async () => {}) {
  const simulated = createSimulatedCourier(() => new Date());
  const standing = new Set<string>();
  let calls = 0;
  const courier: Courier = {
    async book(request) {
      calls++;
      standing.add(request.shipmentId);
      await booking(calls);
      return simulated.book(request);
    },
    async cancel({ shipmentId }) {
      standing.delete(shipmentId);
    },
  };
  return { courier, standing, calls: () => calls };
}

function shipments(courier: Courier) {
  return createShipmentActivities({ database: stage.database, courier });
}

test('books once, and gives its first answer when it runs again, however late', async () => {
  const request = bookingOf();
  let time = new Date('2026-03-01T10:00:00.000Z');
  const { bookShipment } = shipments(createSimulatedCourier(() => time));
  const first = await bookShipment(request);
  expect(first).toMatchObject({
    outcome: 'BOOKED',
    carrier: expect.any(String),
    trackingNumber: expect.stringMatching(/^[A-Z]{2}\d{20}$/),
    estimatedFrom: expect.stringMatching(/^2026-03-0[345]T15:00:00.000Z$/),
    estimatedDelivery: expect.stringMatching(/^2026-03-0[345]T18:00:00.000Z$/),
  });

  time = new Date('2026-04-01T10:00:00.000Z');
  expect(await bookShipment(request)).toEqual(first);
});

test('attempts at the same time agree', async () => {
  const request = bookingOf();
  const { courier, standing } = recordingCourier();
  const { bookShipment } = shipments(courier);
  const answers = await Promise.all(Array.from({ length: 8 }, () => bookShipment(request)));
  for (const answer of answers) expect(answer).toEqual(answers[0]);
  expect(standing).toEqual(new Set([request.shipmentId]));
});

test('a courier that fails after booking is asked again', async () => {
  const request = bookingOf();
  const { courier, calls } = recordingCourier(async (call) => {
    if (call === 1) throw new Error('connection lost');
  });
  const { bookShipment } = shipments(courier);
  await expect(bookShipment(request)).rejects.toThrow('connection lost');
  expect(await bookShipment(request)).toMatchObject({ outcome: 'BOOKED' });
  expect(await bookShipment(request)).toMatchObject({ outcome: 'BOOKED' });
  expect(calls()).toBe(2);
});

test('nothing is booked after a cancellation that came first', async () => {
  const request = bookingOf();
  const { courier, calls } = recordingCourier();
  const { bookShipment, cancelBooking } = shipments(courier);
  await cancelBooking(request);
  expect(await bookShipment(request)).toEqual({ outcome: 'VOIDED' });
  expect(calls()).toBe(0);
});

test('a cancellation while the courier books undoes the booking', async () => {
  const request = bookingOf();
  let cancel = async () => {};
  // The courier books only after the cancellation reached it: the worst order.
  const { courier, standing } = recordingCourier(async () => {
    await cancel();
    standing.add(request.shipmentId);
  });
  const { bookShipment, cancelBooking } = shipments(courier);
  cancel = () => cancelBooking(request);
  expect(await bookShipment(request)).toEqual({ outcome: 'VOIDED' });
  expect(standing.size).toBe(0);
});

test('what the courier answers is stored, or refused for good', async () => {
  const estimatedDelivery = '2026-03-04T10:00:00Z';
  const answering = (answer: object) =>
    shipments({
      book: async () => ({ carrier: 'C', trackingNumber: 'T', estimatedDelivery, ...answer }),
      cancel: async () => {},
    }).bookShipment(bookingOf());
  const odd = { carrier: 'Swift\u0000', trackingNumber: 'x'.repeat(10_000) };
  expect(await answering(odd)).toMatchObject({ carrier: 'Swift', trackingNumber: 'x'.repeat(200) });
  for (const time of ['soon', '2026-02-30T10:00:00Z', '9999-01-01T00:00:00Z']) {
    const booking = answering({ estimatedDelivery: time });
    await expect(booking).rejects.toMatchObject({ nonRetryable: true, type: 'COURIER_ANSWER' });
  }
  const estimatedFrom = '2026-03-04T07:00:00Z';
  expect(await answering({ estimatedFrom })).toMatchObject({ estimatedFrom, estimatedDelivery });
  for (const from of ['soon', '2026-03-04T10:00:01Z', '2026-02-01T10:00:00Z']) {
    const booking = answering({ estimatedFrom: from });
    await expect(booking).rejects.toMatchObject({ nonRetryable: true, type: 'COURIER_ANSWER' });
  }
});

test('cancels a booking, however often it is asked', async () => {
  const request = bookingOf();
  const { courier, standing } = recordingCourier();
  const { bookShipment, cancelBooking } = shipments(courier);
  await bookShipment(request);
  await Promise.all([cancelBooking(request), cancelBooking(request)]);
  await cancelBooking(request);
  expect(standing.size).toBe(0);
  expect(await bookShipment(request)).toEqual({ outcome: 'VOIDED' });
});

test('a booking that was voided and killed before it could undo itself is undone by its next attempt', async () => {
  const request = bookingOf();
  const { courier, standing } = recordingCourier(async () => {
    throw new Error('killed');
  });
  const { bookShipment, cancelBooking } = shipments({
    cancel: (what) => courier.cancel(what),
    book: async (what) => {
      await cancelBooking({ shipmentId: request.shipmentId });
      return courier.book(what);
    },
  });
  await expect(bookShipment(request)).rejects.toThrow('killed');
  expect(standing.size).toBe(1);

  expect(await bookShipment(request)).toEqual({ outcome: 'VOIDED' });
  expect(standing.size).toBe(0);
});
