import type {
  DocumentNode,
  ExecutionArgs,
  FormattedExecutionResult,
  GraphQLError,
  GraphQLFormattedError,
} from 'graphql';
import { execute } from 'graphql';

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
  readonly #formatError: (error: GraphQLError) => GraphQLFormattedError;
  readonly #executions = new Map<DocumentNode, Map<string, Execution>>();
  readonly #payloads = new WeakMap<object, WeakMap<Execution, Promise<Buffer> | Buffer>>();

  constructor(formatError: (error: GraphQLError) => GraphQLFormattedError) {
    this.#formatError = formatError;
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

  async #execute({ args }: Execution, value: object): Promise<Buffer> {
    const { data, errors } = await execute({ ...args, rootValue: value });
    const result: FormattedExecutionResult = {
      ...(errors && { errors: errors.map((error) => this.#formatError(error)) }),
      ...(data !== undefined && { data }),
    };
    return Buffer.from(`${JSON.stringify(result)}}`);
  }
}
