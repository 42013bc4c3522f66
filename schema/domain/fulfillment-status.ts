/** What each fulfillment status may become. UNAVAILABLE stays when the whole order is out of stock. */
export const fulfillmentTransitions = {
  UNAVAILABLE: ['CANCELLED'],
  PENDING: ['PROCESSING', 'CANCELLED'],
  PROCESSING: ['COMPLETED', 'CANCELLED', 'FAILED'],
  COMPLETED: [],
  CANCELLED: [],
  FAILED: [],
} as const satisfies Record<string, readonly string[]>;

export type FulfillmentStatus = keyof typeof fulfillmentTransitions;
