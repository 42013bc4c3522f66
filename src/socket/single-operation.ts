import type { ExecutionArgs } from 'graphql';
import { execute } from 'graphql';
import type { Connection } from './connection.js';
import type { RunningOperation } from './graphql-ws-adapter.js';
import type { ResultOptions } from './next-message.js';
import { beginningOf, restOf } from './next-message.js';

/** Sends an answer when it is its caller's turn, who pays for its bytes. */
type InTurn = (answer: () => Promise<number>) => Promise<void>;

/** A query or mutation of one socket. */
export class SingleOperation implements RunningOperation {
  readonly #connection: Connection;
  readonly #id: string;
  readonly #args: ExecutionArgs;
  readonly #cost: number;
  readonly #options: ResultOptions;
  readonly #release: () => void;
  readonly #inTurn: InTurn;
  #isStarted = false;
  #isGivenUp = false;

  constructor(
    connection: Connection,
    id: string,
    args: ExecutionArgs,
    cost: number,
    options: ResultOptions,
    release: () => void,
    inTurn: InTurn,
  ) {
    this.#connection = connection;
    this.#id = id;
    this.#args = args;
    this.#cost = cost;
    this.#options = options;
    this.#release = release;
    this.#inTurn = inTurn;
    connection.running += 1;
  }

  /** Its turn lasts until the answer is read: of a client that does not read, only a few answers are kept. */
  async run(): Promise<void> {
    this.#isStarted = true;
    try {
      await this.#inTurn(() => this.#answer());
    } finally {
      this.#end();
    }
  }

  /** Returns the size of the answer. */
  async #answer(): Promise<number> {
    if (this.#isGivenUp) return 0;
    const { data, errors } = await execute(this.#args);
    if (this.#isGivenUp) return 0;
    const shown = errors?.map((error) => this.#options.formatError(error));
    const rest = restOf(
      {
        ...(shown && { errors: shown }),
        ...(data !== undefined && { data }),
        extensions: { cost: this.#cost },
      },
      this.#options,
    );
    while (this.#connection.mustWait) await this.#connection.drained();
    if (!this.#isGivenUp) {
      this.#connection.sendText(beginningOf(this.#id), rest);
      await this.#connection.drained();
    }
    return rest.length;
  }

  async giveUp(): Promise<void> {
    if (!this.#isStarted && !this.#isGivenUp) this.#end();
    this.#isGivenUp = true;
  }

  #end(): void {
    this.#connection.running -= 1;
    this.#release();
  }
}
