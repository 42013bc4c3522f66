import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { RawSocket } from './raw-socket.js';
import { watchedDocument } from './watched-document.js';

/** A task for the client process: it gets one at a time, and answers when it is done. */
export type ClientTask =
  /** Opens sockets, each with one subscription; done when each has its first state. */
  | {
      readonly task: 'open';
      readonly group: string;
      readonly url: string;
      readonly orders: readonly string[];
    }
  /** Done when every watcher of the group has this revision. */
  | { readonly task: 'reach'; readonly group: string; readonly revision: number }
  | { readonly task: 'close'; readonly group: string }
  /** This many clients poll the order each second, out of step, until they see the revision. */
  | {
      readonly task: 'poll';
      readonly group: string;
      readonly url: string;
      readonly order: string;
      readonly revision: number;
      readonly pollers: number;
    };

export interface ClientAnswer {
  /** Messages that the group has received so far. */
  readonly messages: number;
  /** When the last message came, or when each poller saw the revision, by the machine's clock. */
  readonly at: readonly number[];
}

const AT_ONCE = 100;
const MARK = Buffer.from('"revision":');

/** Watchers of the same changes. */
class Group {
  readonly sockets: RawSocket[] = [];
  messages = 0;
  lastMessageAt = 0;
  readonly #revisions: number[] = [];
  #awaited = 0;
  #behind = 0;
  #reached: (() => void) | null = null;

  async open(url: string, orders: readonly string[]): Promise<void> {
    for (let start = 0; start < orders.length; start += AT_ONCE) {
      await Promise.all(orders.slice(start, start + AT_ONCE).map((id) => this.#watch(url, id)));
    }
  }

  #watch(url: string, id: string): Promise<void> {
    const index = this.#revisions.push(0) - 1;
    return new Promise((resolve, reject) => {
      const opened = RawSocket.open(url, (text) => {
        const mark = text.indexOf(MARK);
        if (mark < 0) {
          if (text.includes('connection_ack')) subscribe();
          else if (text.includes('error')) reject(new Error(text.toString()));
          return;
        }
        this.messages += 1;
        this.lastMessageAt = now();
        const revision = Number(text.toString('latin1', mark + MARK.length, mark + MARK.length + 6));
        const before = this.#revisions[index] as number;
        this.#revisions[index] = revision;
        if (before === 0) resolve();
        if (before < this.#awaited && revision >= this.#awaited) this.#arrive();
      });
      const subscribe = async () => {
        const payload = { query: watchedDocument, variables: { id } };
        (await opened).send({ id: randomUUID(), type: 'subscribe', payload });
      };
      opened.then((socket) => {
        this.sockets.push(socket);
        socket.send({ type: 'connection_init' });
      }, reject);
    });
  }

  reach(revision: number): Promise<void> {
    this.#awaited = revision;
    this.#behind = this.#revisions.filter((each) => each < revision).length;
    if (this.#behind === 0) return Promise.resolve();
    return new Promise((resolve) => {
      this.#reached = resolve;
    });
  }

  #arrive(): void {
    this.#behind -= 1;
    if (this.#behind === 0) this.#reached?.();
  }
}

const groups = new Map<string, Group>();

async function run(task: ClientTask): Promise<ClientAnswer> {
  const group = groups.get(task.group) ?? new Group();
  switch (task.task) {
    case 'open':
      groups.set(task.group, group);
      await group.open(task.url, task.orders);
      break;
    case 'reach':
      await group.reach(task.revision);
      break;
    case 'close':
      for (const socket of group.sockets) socket.close();
      groups.delete(task.group);
      break;
    case 'poll': {
      const at = Array.from({ length: task.pollers }, (_, n) => poll(task, (n / task.pollers) * 1_000));
      return { messages: 0, at: await Promise.all(at) };
    }
    default:
      return task satisfies never;
  }
  return { messages: group.messages, at: [group.lastMessageAt] };
}

async function poll(
  { url, order, revision }: ClientTask & { readonly task: 'poll' },
  phase: number,
): Promise<number> {
  await sleep(phase);
  const body = JSON.stringify({ query: `{ order(id: "${order}") { revision status } }` });
  for (;;) {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body,
    });
    const { data } = (await response.json()) as { data: { order: { revision: number } } };
    if (data.order.revision >= revision) return now();
    await sleep(1_000);
  }
}

function now(): number {
  return performance.timeOrigin + performance.now();
}

process.on('message', (message: { readonly number: number; readonly task: ClientTask }) => {
  run(message.task).then(
    (answer) => process.send?.({ number: message.number, answer }),
    (error: unknown) => process.send?.({ number: message.number, error: String(error) }),
  );
});
process.on('disconnect', () => process.exit());
