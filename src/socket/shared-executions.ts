import { setTimeout as sleep } from 'node:timers/promises';
import type { DocumentNode, ExecutionArgs, GraphQLFormattedError } from 'graphql';
import { execute } from 'graphql';
import { pauseAfter } from '../../runtime/retry/backoff.js';
import type { ErrorCode } from '../errors/api-errors.js';
import type { ResultOptions } from './next-message.js';
import { restOf } from './next-message.js';

const backoff = { first: 100, longest: 2_000 };

/** What a subscription executes for each value, shared by all whose results would be the same. */
export interface Execution {
  readonly args: ExecutionArgs;
  readonly key: string;
  /** How many subscriptions use it. */
  users: number;
}

/**
 * Executes each value of a stream once for all subscriptions of the same document, variables and rights, and
 * makes its bytes once. Values are told apart by identity: the feed gives all its followers the same objects.
 */
export class SharedExecutions {
  readonly #options: ResultOptions;
  readonly #executions = new Map<DocumentNode, Map<string, Execution>>();
  readonly #payloads = new WeakMap<object, WeakMap<Execution, Promise<Buffer> | Buffer>>();

  constructor(options: ResultOptions) {
    this.#options = options;
  }

  /** @param rights what the results depend on beside the arguments: callers with the same see the same */
  open(args: ExecutionArgs, rights: string): Execution {
    const key = JSON.stringify([rights, args.operationName, args.variableValues]);
    let executions = this.#executions.get(args.document);
    if (!executions) {
      executions = new Map();
      this.#executions.set(args.document, executions);
    }
    let execution = executions.get(key);
    if (!execution) {
      execution = { args, key, users: 0 };
      executions.set(key, execution);
    }
    execution.users += 1;
    return execution;
  }

  close(execution: Execution): void {
    execution.users -= 1;
    if (execution.users > 0) return;
    const executions = this.#executions.get(execution.args.document);
    executions?.delete(execution.key);
    if (executions?.size === 0) this.#executions.delete(execution.args.document);
  }

  /** The rest of a message with the result for the value; at once where it was made already. */
  run(execution: Execution, value: object): Promise<Buffer> | Buffer {
    let payloads = this.#payloads.get(value);
    if (!payloads) {
      payloads = new WeakMap();
      this.#payloads.set(value, payloads);
    }
    let payload = payloads.get(execution);
    if (!payload) {
      const made = payloads;
      payload = this.#execute(execution, value).then((bytes) => {
        made.set(execution, bytes);
        return bytes;
      });
      made.set(execution, payload);
    }
    return payload;
  }

  /**
   * Holds until what the fields read can be read: a result that lacks it would stand until the next change, or for
   * good. One try for all who share it, for as long as anybody waits.
   */
  async #execute(execution: Execution, value: object): Promise<Buffer> {
    for (let failures = 1; ; failures += 1) {
      const { data, errors } = await execute({ ...execution.args, rootValue: value });
      const shown = errors?.map((error) => this.#options.formatError(error));
      if (!shown?.some(isPassing) || execution.users === 0) {
        return restOf(
          { ...(shown && { errors: shown }), ...(data !== undefined && { data }) },
          this.#options,
        );
      }
      await sleep(pauseAfter(failures, backoff), undefined, { ref: false });
    }
  }
}

function isPassing({ extensions }: GraphQLFormattedError): boolean {
  return extensions?.code === ('UNAVAILABLE' satisfies ErrorCode);
}
