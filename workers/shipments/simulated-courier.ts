import { fingerprintOf } from '../../schema/domain/fingerprint.js';
import type { Courier } from './courier.js';

const CARRIERS = [
  { carrier: 'Swift Parcel', prefix: 'SP', days: 2 },
  { carrier: 'Northern Post', prefix: 'NP', days: 4 },
  { carrier: 'Blue Van', prefix: 'BV', days: 3 },
] as const;

const DAY_MS = 24 * 60 * 60 * 1_000;

/** Delivers at an hour when both Europe and America are awake. */
const FIRST_HOUR_UTC = 15;
const WINDOW_MS = 3 * 60 * 60 * 1_000;

/** Carries nothing: derives carrier and tracking number from the shipment's id, and the promised window from the clock. */
export function createSimulatedCourier(now: () => Date): Courier {
  return {
    async book({ shipmentId }) {
      const hash = BigInt(`0x${fingerprintOf(shipmentId).slice(0, 16)}`);
      const { carrier, prefix, days } = CARRIERS[Number(hash % BigInt(CARRIERS.length))] ?? CARRIERS[0];
      const day = new Date(now().getTime() + days * DAY_MS);
      const from = new Date(day).setUTCHours(FIRST_HOUR_UTC, 0, 0, 0);
      return {
        carrier,
        trackingNumber: prefix + hash.toString().padStart(20, '0'),
        estimatedFrom: new Date(from).toISOString(),
        estimatedDelivery: new Date(from + WINDOW_MS).toISOString(),
      };
    },
    async cancel() {},
  };
}
