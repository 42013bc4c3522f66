import { setTimeout as sleep } from 'node:timers/promises';
import type { Connection } from './connection.js';
import { closeCodes } from './connection.js';

/** How much a peer may send before its caller is known: a token, and what a client library puts beside it. */
const MAX_OF_STRANGERS = 16;

/** How much more may have come with what made its caller owe. The rest of that was read already, and would be handled at once. */
const MAX_WHILE_HELD = 100;

/** For how many seconds at most nothing is read of a peer: it has to answer pings. */
const LONGEST_HOLD = 10;

/**
 * Has a peer pay for each message and control frame that it sends. Thousands fit into what is read of a socket at a time:
 * whoever sends nothing else would have the process to itself.
 */
export class MessageToll {
  readonly #connection: Connection;
  #ofStranger = 0;
  #isHeld = false;
  #whileHeld = 0;

  constructor(connection: Connection) {
    this.#connection = connection;
    for (const frame of ['ping', 'pong'] as const)
      connection.webSocket.on(frame, ({ length }) => this.take(length));
  }

  /** Whether what has come is to be looked at. Nothing is read of a peer while its caller owes; one that floods is closed. */
  take(bytes: number): boolean {
    const { isOpen, session, webSocket } = this.#connection;
    // After the close, the caller may have lost its rights.
    if (!isOpen) return false;
    if (session === null) {
      this.#ofStranger += 1;
      if (this.#ofStranger > MAX_OF_STRANGERS) webSocket.terminate();
      return this.#ofStranger <= MAX_OF_STRANGERS;
    }
    const wait = session.payForMessage(bytes);
    if (this.#isHeld) {
      this.#whileHeld += 1;
      if (this.#whileHeld > MAX_WHILE_HELD) webSocket.close(closeCodes.tryAgainLater, 'Too many messages');
      return this.#whileHeld <= MAX_WHILE_HELD;
    }
    if (wait > 0) this.#hold(wait);
    return true;
  }

  #hold(seconds: number): void {
    this.#isHeld = true;
    this.#whileHeld = 0;
    const over = sleep(1_000 * Math.min(seconds, LONGEST_HOLD), undefined, { ref: false });
    this.#connection.pauseUntil(
      over.then(() => {
        this.#isHeld = false;
      }),
    );
  }
}
