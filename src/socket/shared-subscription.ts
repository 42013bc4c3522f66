import type { Connection } from './connection.js';
import type { RunningOperation } from './graphql-ws-adapter.js';
import { beginningOf } from './next-message.js';
import type { Execution, SharedExecutions } from './shared-executions.js';

/** What a subscription sends, and to whom. */
interface Subscribed {
  readonly source: AsyncIterator<object>;
  readonly connection: Connection;
  readonly id: string;
  readonly executions: SharedExecutions;
  readonly execution: Execution;
  /** Releases its budget; called once. */
  readonly release: () => void;
}

/**
 * One subscription of one socket. It sends shared results, and reads a value from the stream only when the peer has room, so
 * that a slow peer skips to the newest.
 */
export function sharedSubscription(subscribed: Subscribed): RunningOperation {
  const { source, connection, id, executions, execution, release } = subscribed;
  const beginning = beginningOf(id);
  let isOpen = true;

  async function sendAll(): Promise<void> {
    while (isOpen) {
      while (connection.mustWait) await connection.drained();
      const { value, done } = await source.next();
      if (done || !isOpen) return;
      const made = executions.run(execution, value);
      const rest = made instanceof Promise ? await made : made;
      // All subscriptions of a socket wait for the same room. No await between the check and the write, or all of them
      // would find the room that only one can fill.
      while (connection.mustWait) await connection.drained();
      if (isOpen) connection.sendText(beginning, rest);
    }
  }

  function close(): void {
    if (!isOpen) return;
    isOpen = false;
    release();
    executions.close(execution);
  }

  return {
    async run() {
      try {
        await sendAll();
      } finally {
        close();
        void source.return?.();
      }
    },
    async giveUp() {
      close();
      await source.return?.();
    },
  };
}
