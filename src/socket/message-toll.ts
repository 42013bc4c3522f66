import { setTimeout as sleep } from 'node:timers/promises';
import type { Connection } from './connection.js';
import { closeCodes } from './connection.js';

/** How many messages a peer may send before its caller is known: one with a token, and a client library's own. */
const MAX_OF_STRANGERS = 16;

/** How many messages are still handled after the one that made the caller owe: they were read together with it. */
const MAX_WHILE_HELD = 100;

/** The longest time, in seconds, for which nothing is read from a peer: it has to answer pings. */
const LONGEST_HOLD = 10;

/**
 * Makes a peer pay for each message and control frame that it sends. Thousands fit into one read of a socket: without a price,
 * a peer that sends nothing else would keep the process busy.
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

  /** Takes the price of a message, and says whether to handle it. Nothing is read while the caller owes; a flood ends the socket. */
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
