import type { Connection } from './connection.js';
import type { RunningOperation } from './graphql-ws-adapter.js';
import { beginningOf } from './next-message.js';
import type { Execution, SharedExecutions } from './shared-executions.js';

/**
 * One subscription of one socket. It sends shared results, and reads a value from the stream only when the peer has room, so
 * that a slow peer skips to the newest.
 */
export class SharedSubscription implements RunningOperation {
  readonly #source: AsyncIterator<object>;
  readonly #connection: Connection;
  readonly #beginning: string;
  readonly #executions: SharedExecutions;
  /** Releases its budget; called once. */
  readonly #release: () => void;
  /** Null when it has ended. */
  #execution: Execution | null;

  constructor(
    source: AsyncIterator<object>,
    connection: Connection,
    id: string,
    executions: SharedExecutions,
    execution: Execution,
    release: () => void,
  ) {
    this.#source = source;
    this.#connection = connection;
    this.#beginning = beginningOf(id);
    this.#executions = executions;
    this.#execution = execution;
    this.#release = release;
  }

  async run(): Promise<void> {
    try {
      await this.#sendAll();
    } finally {
      this.#close();
      void this.#source.return?.();
    }
  }

  async giveUp(): Promise<void> {
    this.#close();
    await this.#source.return?.();
  }

  async #sendAll(): Promise<void> {
    while (this.#execution) {
      while (this.#connection.mustWait) await this.#connection.drained();
      const { value, done } = await this.#source.next();
      if (done || !this.#execution) return;
      const made = this.#executions.run(this.#execution, value);
      const rest = made instanceof Promise ? await made : made;
      // All subscriptions of a socket wait for the same room. No await between the check and the write, or all of them
      // would find the room that only one can fill.
      while (this.#connection.mustWait) await this.#connection.drained();
      if (this.#execution) this.#connection.sendText(this.#beginning, rest);
    }
  }

  #close(): void {
    const execution = this.#execution;
    if (!execution) return;
    this.#execution = null;
    this.#release();
    this.#executions.close(execution);
  }
}
