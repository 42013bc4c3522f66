import { setTimeout as sleep } from 'node:timers/promises';
import type { DocumentNode, ExecutionArgs, GraphQLFormattedError } from 'graphql';
import { execute } from 'graphql';
import { pauseAfter } from '../../runtime/retry/backoff.js';
import type { ErrorCode } from '../errors/api-errors.js';
import type { ResultOptions } from './next-message.js';
import { restOf, sendable } from './next-message.js';

const backoff = { first: 100, longest: 2_000 };

/** What is executed for each value, shared by all subscriptions with equal results. */
export interface Execution {
  readonly args: ExecutionArgs;
  readonly key: string;
  /** The number of subscriptions that use it. */
  users: number;
}

/**
 * Executes and serializes each value of a stream once for all subscriptions with the same document, variables and rights.
 * Values are compared by identity: the feed gives the same objects to all followers.
 */
export class SharedExecutions {
  readonly #options: ResultOptions;
  readonly #executions = new Map<DocumentNode, Map<string, Execution>>();
  readonly #payloads = new WeakMap<object, WeakMap<Execution, Promise<Buffer> | Buffer>>();

  constructor(options: ResultOptions) {
    this.#options = options;
  }

  /** @param rights callers with equal rights see equal results */
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

  /** The rest of the message with the value's result; not a promise when it is already there. */
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
   * Retries while a field's source is UNAVAILABLE and anybody waits: an incomplete result would stay on the page until the
   * next change.
   */
  async #execute(execution: Execution, value: object): Promise<Buffer> {
    for (let failures = 1; ; failures += 1) {
      const { data, errors } = await execute({ ...execution.args, rootValue: value });
      const shown = errors?.map((error) => this.#options.formatError(error));
      if (!shown?.some(isPassing) || execution.users === 0) {
        const rest = restOf({ ...(shown && { errors: shown }), ...(data !== undefined && { data }) });
        return sendable(rest, this.#options);
      }
      await sleep(pauseAfter(failures, backoff), undefined, { ref: false });
    }
  }
}

function isPassing({ extensions }: GraphQLFormattedError): boolean {
  return extensions?.code === ('UNAVAILABLE' satisfies ErrorCode);
}
