import type { ExecutionArgs } from 'graphql';
import { execute } from 'graphql';
import type { Connection } from './connection.js';
import type { RunningOperation } from './graphql-ws-adapter.js';
import type { ResultOptions } from './next-message.js';
import { beginningOf, restOf, sendable } from './next-message.js';

/** What the caller of an operation has to do with it. */
interface Payer {
  /** Runs it when it is the caller's turn. */
  inTurn(answer: () => Promise<void>): Promise<void>;
  /** Makes its answer: that of a costly query when no other of the caller's is being made. */
  make(answer: () => Promise<Buffer>): Promise<Buffer>;
  /** Takes the price of an answer of this size. */
  payForAnswer(bytes: number): void;
}

/** A query or mutation of one socket. */
export class SingleOperation implements RunningOperation {
  readonly #connection: Connection;
  readonly #id: string;
  readonly #args: ExecutionArgs;
  readonly #cost: number;
  readonly #options: ResultOptions;
  readonly #release: () => void;
  readonly #payer: Payer;
  #isStarted = false;
  #isGivenUp = false;

  constructor(
    connection: Connection,
    id: string,
    args: ExecutionArgs,
    cost: number,
    options: ResultOptions,
    release: () => void,
    payer: Payer,
  ) {
    this.#connection = connection;
    this.#id = id;
    this.#args = args;
    this.#cost = cost;
    this.#options = options;
    this.#release = release;
    this.#payer = payer;
    connection.running += 1;
  }

  /** Its turn lasts until the answer is read: of a client that does not read, only a few answers are kept. */
  async run(): Promise<void> {
    this.#isStarted = true;
    try {
      await this.#payer.inTurn(() => this.#answer());
    } finally {
      this.#end();
    }
  }

  async #answer(): Promise<void> {
    if (this.#isGivenUp) return;
    const made = await this.#payer.make(() => this.#make());
    // Also for what nobody waits for any more: it took the same work.
    this.#payer.payForAnswer(made.length);
    const rest = sendable(made, this.#options);
    while (this.#connection.mustWait) await this.#connection.drained();
    if (this.#isGivenUp) return;
    this.#connection.sendText(beginningOf(this.#id), rest);
    await this.#connection.drained();
  }

  async #make(): Promise<Buffer> {
    const { data, errors } = await execute(this.#args);
    const shown = errors?.map((error) => this.#options.formatError(error));
    return restOf({
      ...(shown && { errors: shown }),
      ...(data !== undefined && { data }),
      extensions: { cost: this.#cost },
    });
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
