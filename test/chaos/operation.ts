import type { MoveKind, Way } from './order-plan.js';

/** Something that a client did, and the answer that it got. Times in milliseconds since 1970. */
export interface Operation {
  readonly orderId: string;
  readonly kind: MoveKind | 'PLACE' | 'PLACE_OTHER';
  readonly way: Way;
  /** Empty for placing: the order's own id is its request id. */
  readonly requestId: string;
  /** As the order stores it; empty where the order itself is asked. */
  readonly shipmentId: string;
  readonly calledAt: number;
  readonly answeredAt: number;
  /** SENT: by the CLI's way, which has no answer. */
  readonly answer: 'ACCEPTED' | 'SENT' | Refused;
}

export interface Refused {
  readonly code: string;
  readonly message: string;
}

/** Everything that clients did, and the answers that no client may ever get. */
export class Operations {
  readonly all: Operation[] = [];
  readonly findings: string[] = [];
  /** Calls that were repeated because they had no answer, or one that reported an outage. */
  repeated = 0;
}
