import type { ExecutionArgs } from 'graphql';
import { execute } from 'graphql';
import type { Connection } from './connection.js';
import type { RunningOperation } from './graphql-ws-adapter.js';
import type { ResultOptions } from './next-message.js';
import { beginningOf, restOf, sendable } from './next-message.js';

/** A query or mutation, and what its caller has to do with it. */
interface Operation {
  readonly connection: Connection;
  readonly id: string;
  readonly args: ExecutionArgs;
  readonly cost: number;
  readonly options: ResultOptions;
  /** Releases its budget; called once. */
  readonly release: () => void;
  /** Runs it when it is the caller's turn. */
  readonly inTurn: (answer: () => Promise<void>) => Promise<void>;
  /** Makes its answer: that of a costly query when no other of the caller's is being made. */
  readonly makeInTurn: (make: () => Promise<Buffer>) => Promise<Buffer>;
  /** Takes the price of an answer of this size. */
  readonly payForAnswer: (bytes: number) => void;
}

/** A query or mutation of one socket. */
export function singleOperation(operation: Operation): RunningOperation {
  const { connection, id, args, cost, options, release } = operation;
  let isStarted = false;
  let isGivenUp = false;
  connection.running += 1;

  async function answer(): Promise<void> {
    if (isGivenUp) return;
    const made = await operation.makeInTurn(make);
    // Also for what nobody waits for any more: it took the same work.
    operation.payForAnswer(made.length);
    const rest = sendable(made, options);
    while (connection.mustWait) await connection.drained();
    if (isGivenUp) return;
    connection.sendText(beginningOf(id), rest);
    await connection.drained();
  }

  async function make(): Promise<Buffer> {
    const { data, errors } = await execute(args);
    const shown = errors?.map((error) => options.formatError(error));
    return restOf({
      ...(shown && { errors: shown }),
      ...(data !== undefined && { data }),
      extensions: { cost },
    });
  }

  function end(): void {
    connection.running -= 1;
    release();
  }

  return {
    /** Its turn lasts until the answer is read: of a client that does not read, only a few answers are kept. */
    async run() {
      isStarted = true;
      try {
        await operation.inTurn(answer);
      } finally {
        end();
      }
    },
    async giveUp() {
      if (!isStarted && !isGivenUp) end();
      isGivenUp = true;
    },
  };
}
