import { once, setMaxListeners } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { Wire } from '../../feed/wire.js';
import { codeIn, post } from '../attacked.js';

/** The most steps in one attack, however fast they are. */
const MOST_STEPS = 100_000;
/** After the end, cancelled steps have this long to settle. */
const GIVEN_UP_MS = 2_000;

/** One caller that attacks an API until it is stopped, and counts the answers. */
export class Attacker {
  readonly graphqlUrl: string;
  readonly webSocketUrl: string;
  readonly port: number;
  readonly token: string;
  readonly ends: AbortSignal;
  readonly #outcomes = new Map<string, number>();
  #steps = 0;

  constructor(api: Pick<Attacker, 'graphqlUrl' | 'webSocketUrl' | 'port'>, token: string, ends: AbortSignal) {
    this.graphqlUrl = api.graphqlUrl;
    this.webSocketUrl = api.webSocketUrl;
    this.port = api.port;
    this.token = token;
    this.ends = ends;
    setMaxListeners(0, ends);
  }

  /** What came of each step, with how often. */
  get outcomes(): ReadonlyMap<string, number> {
    return this.#outcomes;
  }

  /** Takes one step after the other, this many at once, until it is stopped. */
  async goOn(atOnce: number, step: (n: number) => Promise<string>): Promise<void> {
    const lane = async () => {
      while (!this.ends.aborted && this.#steps < MOST_STEPS) {
        const n = this.#steps++;
        this.#count(await step(n).catch(() => 'lost connections'));
      }
    };
    await Promise.race([Promise.all(Array.from({ length: atOnce }, lane)), this.#ended()]);
  }

  /**
   * In one run of four a `fetch` of Node 20 never settles: one that is aborted while it decompresses a complete answer.
   */
  async #ended(): Promise<void> {
    if (!this.ends.aborted) await once(this.ends, 'abort');
    await sleep(GIVEN_UP_MS);
  }

  /** Posts this body and says what came: the code of the first error, or `answered`. */
  async ask(body: object | string, token = this.token): Promise<string> {
    // A signal of its own: fetch leaves a listener on it for each request.
    const answer = await post(this.graphqlUrl, body, token, AbortSignal.any([this.ends]));
    return answer.body.errors?.[0]?.extensions?.code ?? 'answered';
  }

  /** Passes an authenticated socket to the work, and counts what came over it. */
  async withSocket(work: (wire: Wire) => Promise<void>): Promise<void> {
    const wire = await new Wire(this.webSocketUrl).init(`Bearer ${this.token}`);
    const end = () => wire.webSocket.terminate();
    this.ends.addEventListener('abort', end);
    if (this.ends.aborted) end();
    // The attack ends in the middle of whatever the work waits for.
    await work(wire).catch(() => {});
    await wire.closed;
    this.ends.removeEventListener('abort', end);
    for (const message of wire.messages) {
      const code = message.type === 'next' || message.type === 'error' ? codeIn(message) : undefined;
      this.#count(code ?? `${message.type} messages`);
    }
  }

  /** Waits until the attack ends, or for so long. */
  async pause(milliseconds: number): Promise<void> {
    await sleep(milliseconds, undefined, { signal: this.ends }).catch(() => {});
  }

  #count(outcome: string): void {
    this.#outcomes.set(outcome, (this.#outcomes.get(outcome) ?? 0) + 1);
  }
}
