import { setTimeout as sleep } from 'node:timers/promises';
import { OperationTypeNode } from 'graphql';
import pLimit from 'p-limit';
import type { PreparedOperation } from './documents.js';

/** What costs more may have an answer of megabytes, which takes the main thread for tens of milliseconds. */
const COSTLY = 1_000;
const LONGEST_REST_MS = 100;

/**
 * Makes the answers to one caller's costly queries one at a time. After each, others have the process for as long as it took.
 * Mutations do not wait: they spend their time in an order's workflow, and answer with a single order.
 */
export class CostlyAnswers {
  readonly #turns = pLimit(1);

  /** Whether one is made, or rested from. */
  get isBusy(): boolean {
    return this.#turns.activeCount > 0;
  }

  /** Resolves when the answer is made: only the caller's next costly one waits for the rest, after which `rested` is called. */
  make<Answer>(
    { cost, definition }: Pick<PreparedOperation, 'cost' | 'definition'>,
    make: () => Promise<Answer>,
    rested: () => void,
  ): Promise<Answer> {
    if (cost <= COSTLY || definition.operation !== OperationTypeNode.QUERY) return make();
    return new Promise((resolve, reject) => {
      const makeAndRest = async () => {
        const began = performance.now();
        await make().then(resolve, reject);
        await sleep(Math.min(performance.now() - began, LONGEST_REST_MS));
      };
      void this.#turns(makeAndRest).then(rested);
    });
  }
}
