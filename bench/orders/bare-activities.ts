/** The steps of an order, as no-ops. */
export interface BareActivities {
  reserve(orderId: string): Promise<void>;
  charge(orderId: string): Promise<void>;
  book(orderId: string): Promise<void>;
}
