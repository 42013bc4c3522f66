import { fingerprintOf } from '../../schema/domain/fingerprint.js';
import type { Courier } from './courier.js';

const CARRIERS = [
  { carrier: 'Swift Parcel', prefix: 'SP', days: 2 },
  { carrier: 'Northern Post', prefix: 'NP', days: 4 },
  { carrier: 'Blue Van', prefix: 'BV', days: 3 },
] as const;

const DAY_MS = 24 * 60 * 60 * 1_000;

/** Carries nothing: derives carrier and tracking number from the shipment's id, and the estimate from the clock. */
export function createSimulatedCourier(now: () => Date): Courier {
  return {
    async book({ shipmentId }) {
      const hash = BigInt(`0x${fingerprintOf(shipmentId).slice(0, 16)}`);
      const { carrier, prefix, days } = CARRIERS[Number(hash % BigInt(CARRIERS.length))] ?? CARRIERS[0];
      return {
        carrier,
        trackingNumber: prefix + hash.toString().padStart(20, '0'),
        estimatedDelivery: new Date(now().getTime() + days * DAY_MS).toISOString(),
      };
    },
    async cancel() {},
  };
}
