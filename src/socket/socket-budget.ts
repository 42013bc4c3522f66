import { tooManyRequests } from '../errors/api-errors.js';
import { Allowance } from '../limits/allowance.js';
import type { CallerBudget } from '../limits/caller-budget.js';
import type { PreparedDocument } from '../limits/document-cache.js';
import type { Limits } from '../limits/limits.js';

/** The memory of an operation, apart from what its client sent. */
const OPERATION_BYTES = 1_024;

/** After how many seconds a client that holds too much may try again. It has to end something first. */
const RETRY_AFTER = 5;

/** What is kept of an operation while it is open. */
export interface KeptOperation {
  readonly id: string;
  readonly variables: object;
  readonly prepared: PreparedDocument;
}

/** Counts what the operations of one socket hold, against the limits of the socket and of its caller. */
export class SocketBudget {
  readonly #caller: CallerBudget;
  readonly #bytes: Allowance;
  readonly #subscriptions: Allowance;
  /** The number of operations that use each document; its size counts once. */
  readonly #documents = new Map<PreparedDocument, number>();

  constructor(limits: Limits, caller: CallerBudget) {
    this.#caller = caller;
    this.#bytes = new Allowance(limits.LIMIT_BYTES_PER_SOCKET);
    this.#subscriptions = new Allowance(limits.LIMIT_SUBSCRIPTIONS_PER_SOCKET);
  }

  /** Counts the operation's memory until the returned function is called. Throws TOO_MANY_REQUESTS. */
  keep({ id, variables, prepared }: KeptOperation): () => void {
    // Variables are kept twice: as values, and in the key of the shared execution.
    const own = OPERATION_BYTES + 4 * id.length + 4 * JSON.stringify(variables).length;
    const users = this.#documents.get(prepared) ?? 0;
    takeAll(own + (users === 0 ? prepared.bytes : 0), [
      [this.#bytes, 'bytes of open operations on one socket'],
      [this.#caller.bytes, 'bytes of open operations'],
    ]);
    this.#documents.set(prepared, users + 1);
    return once(() => {
      const left = (this.#documents.get(prepared) ?? 1) - 1;
      if (left > 0) this.#documents.set(prepared, left);
      else this.#documents.delete(prepared);
      this.#giveBytes(own + (left > 0 ? 0 : prepared.bytes));
    });
  }

  /** Counts a subscription until the returned function is called. Throws TOO_MANY_REQUESTS. */
  subscribe(list: string | null): () => void {
    const { subscriptions, lists, followers } = this.#caller;
    const others = list === null ? 0 : (followers.get(list) ?? 0);
    takeAll(1, [
      [this.#subscriptions, 'subscriptions at a time on one socket'],
      [subscriptions, 'subscriptions at a time'],
      ...(list !== null && others === 0 ? [[lists, 'different live lists at a time'] as const] : []),
    ]);
    if (list !== null) followers.set(list, others + 1);
    return once(() => {
      this.#subscriptions.give();
      subscriptions.give();
      if (list === null) return;
      const left = (followers.get(list) ?? 1) - 1;
      if (left > 0) {
        followers.set(list, left);
      } else {
        followers.delete(list);
        lists.give();
      }
    });
  }

  #giveBytes(bytes: number): void {
    this.#bytes.give(bytes);
    this.#caller.bytes.give(bytes);
  }
}

/** Takes the amount of each, or of none when one has no room for it. */
function takeAll(amount: number, each: readonly (readonly [Allowance, what: string])[]): void {
  for (const [index, [allowance, what]] of each.entries()) {
    if (allowance.take(amount)) continue;
    for (const [taken] of each.slice(0, index)) taken.give(amount);
    throw tooManyRequests(`You may have ${allowance.limit} ${what}: end some first`, RETRY_AFTER);
  }
}

function once(act: () => void): () => void {
  let isDone = false;
  return () => {
    if (isDone) return;
    isDone = true;
    act();
  };
}
