import type { Connection } from './connection.js';
import { givenUp } from './given-up.js';
import type { Execution, SharedExecutions } from './shared-executions.js';

const DONE: IteratorResult<never, undefined> = { value: undefined, done: true };

/**
 * One subscription of one socket, as graphql-ws drives it: an iterator that yields nothing, since it sends the
 * results itself, made once for all who share them, and ends when the stream does. It takes a value out of the
 * stream only when the peer has room, so a slow peer skips to the newest.
 */
export class SharedSubscription implements AsyncIterableIterator<never, undefined> {
  readonly #source: AsyncIterator<object>;
  readonly #connection: Connection;
  /** How a message of this subscription begins; the rest is the same for all who share it. */
  readonly #beginning: string;
  readonly #executions: SharedExecutions;
  #execution: Execution | null;
  /** Whether the client or its socket ended it, not the stream. */
  #isGivenUp = false;

  constructor(
    source: AsyncIterator<object>,
    connection: Connection,
    id: string,
    executions: SharedExecutions,
    execution: Execution,
  ) {
    this.#source = source;
    this.#connection = connection;
    this.#beginning = `{"id":${JSON.stringify(id)},"type":"next","payload":`;
    this.#executions = executions;
    this.#execution = execution;
    connection.subscriptions += 1;
  }

  async next(): Promise<IteratorResult<never, undefined>> {
    try {
      await this.#sendAll();
    } catch (error) {
      if (!this.#isGivenUp) throw error;
    } finally {
      this.#close();
      void this.#source.return?.();
    }
    return this.#isGivenUp ? givenUp() : DONE;
  }

  async return(): Promise<IteratorResult<never, undefined>> {
    this.#isGivenUp = true;
    this.#close();
    await this.#source.return?.();
    return DONE;
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  async #sendAll(): Promise<void> {
    while (this.#execution) {
      while (this.#connection.mustWait) await this.#connection.drained();
      const { value, done } = await this.#source.next();
      if (done || !this.#execution) return;
      const made = this.#executions.run(this.#execution, value);
      const rest = made instanceof Promise ? await made : made;
      // All subscriptions of a socket wait for the same room, and whoever writes first takes it: nothing may come
      // between looking and writing, or all of them would find the room that one of them fills.
      while (this.#connection.mustWait) await this.#connection.drained();
      if (this.#execution) this.#connection.sendText(this.#beginning, rest);
    }
  }

  #close(): void {
    const execution = this.#execution;
    if (!execution) return;
    this.#execution = null;
    this.#connection.subscriptions -= 1;
    this.#executions.close(execution);
  }
}
