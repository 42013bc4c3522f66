import pLimit from 'p-limit';
import type { OrderSnapshot } from '../../../schema/domain/order-snapshot.js';
import type { OrderWorkflows } from '../../temporal/order-workflows.js';

/** How long a worker may take to answer, how many queries run at once, and after what time a query is repeated. */
const DEADLINE = 2_000;
const AT_ONCE = 32;
const AGAIN_AFTER = 1_000;

export interface OpeningQueriesOptions {
  readonly workflows: Pick<OrderWorkflows, 'status'>;
  readonly onAnswer: (orderId: string, order: OrderSnapshot | 'GONE') => void;
  /** Time to look for a row again, or to query again. */
  readonly onUnanswered: (orderId: string) => void;
}

/** Queries workflows for the first state of orders whose row does not exist yet or cannot be read. */
export class OpeningQueries {
  readonly #options: OpeningQueriesOptions;
  readonly #turns = pLimit(AT_ONCE);
  /** Those that wait for their turn, those under way, and those that pause before they are repeated. */
  readonly #busy = new Set<string>();
  readonly #timers = new Set<NodeJS.Timeout>();

  constructor(options: OpeningQueriesOptions) {
    this.#options = options;
  }

  ask(orderId: string): void {
    if (this.#busy.has(orderId)) return;
    this.#busy.add(orderId);
    void this.#turns(() => this.#ask(orderId));
  }

  close(): void {
    this.#turns.clearQueue();
    for (const timer of this.#timers) clearTimeout(timer);
  }

  async #ask(orderId: string): Promise<void> {
    // An outage of Temporal counts as no answer.
    const order = await this.#options.workflows.status(orderId, DEADLINE).catch(() => 'NO_ANSWER' as const);
    if (order === 'NO_ANSWER') {
      const timer = setTimeout(() => {
        this.#timers.delete(timer);
        this.#busy.delete(orderId);
        this.#options.onUnanswered(orderId);
      }, AGAIN_AFTER);
      this.#timers.add(timer);
    } else {
      this.#busy.delete(orderId);
      this.#options.onAnswer(orderId, order);
    }
  }
}
