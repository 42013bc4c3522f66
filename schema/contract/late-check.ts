/** The Temporal Schedule and the workflow by which orders learn that a promised delivery has passed. */
export const LATE_CHECK_SCHEDULE = 'late-check';
export const LATE_CHECK_WORKFLOW = 'checkLateness';

export interface AskOverdueRequest {
  /** The workflow's time: orders judge by the same clock. */
  readonly now: string;
}

export interface AskOverdueResult {
  /** Whether more orders may be overdue than were asked. */
  readonly isMore: boolean;
}

export interface LateCheckActivities {
  /** Asks the orders with the oldest broken promises whether they are late, up to a fixed number. */
  askOverdue(request: AskOverdueRequest): Promise<AskOverdueResult>;
}
