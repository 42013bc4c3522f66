/** What each fulfillment status may become. UNAVAILABLE stays when nothing at all could be had. */
export const fulfillmentTransitions = {
  UNAVAILABLE: ['CANCELLED'],
  PENDING: ['PROCESSING', 'CANCELLED'],
  PROCESSING: ['COMPLETED', 'CANCELLED', 'FAILED'],
  COMPLETED: [],
  CANCELLED: [],
  FAILED: [],
} as const satisfies Record<string, readonly string[]>;

export type FulfillmentStatus = keyof typeof fulfillmentTransitions;
