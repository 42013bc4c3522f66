/** How a round of deliveries ended. */
export type RoundResult =
  /** Everything there was is delivered: go on with the next round. */
  | { readonly outcome: 'ROUND_OVER' }
  /** An event could not be delivered: the next round is due after this pause. */
  | { readonly outcome: 'FAILED'; readonly pauseMilliseconds: number }
  /** The webhook is deleted or paused. */
  | { readonly outcome: 'STOPPED' };

export interface WebhookActivities {
  /** Delivers events as they are written, for some minutes, or until one cannot be delivered. */
  deliverEvents(webhookId: string): Promise<RoundResult>;
}
