import type { Duplex } from 'node:stream';
import type { WebSocket } from 'ws';
import type { RequestContext } from '../resolvers/context.js';
import type { SocketBudget } from './socket-budget.js';
import { textFrame } from './text-frame.js';

/**
 * How often a peer is pinged; one that has not answered by the next ping is gone. Proxies commonly drop a connection after
 * a silent minute, and pings are most of the cost of an idle socket.
 */
const PING_EVERY = 40_000;
/** How long a peer may leave data unread. */
const STUCK_AFTER = 20_000;

/** Why the server closes a socket. Clients may connect again, except after `badRequest`. */
export const closeCodes = {
  restart: 1012,
  tryAgainLater: 1013,
  badRequest: 4400,
  unauthorized: 4401,
  tokenExpired: 4403,
} as const;

/** What is counted of all sockets. */
export interface SocketCounts {
  received(): void;
  sent(): void;
  /** Closed because its client did not read. */
  dropped(): void;
}

/** Who is at the other end of a socket, and what that caller may hold and owes. */
export interface Session {
  readonly context: RequestContext;
  readonly budget: SocketBudget;
  /** Counts what the caller has yet to read until the returned function is called. */
  readonly hold: (bytes: number, giveUp: () => void) => () => void;
  /** Takes the price of a message of this size, and says after how many seconds the caller owes nothing. */
  readonly payForMessage: (bytes: number) => number;
}

/** One socket: its caller, and whether it keeps up. */
export class Connection {
  readonly webSocket: WebSocket;
  readonly counts: SocketCounts;
  readonly #stream: Duplex;
  /** The `Authorization` header it came with, until its caller is known. */
  authorization: string | undefined;
  /** Null until the caller is known. */
  session: Session | null = null;
  /** The number of queries and mutations under way. */
  running = 0;
  #isHeld = false;
  /** For how many reasons nothing is read of the peer. */
  #pauses = 0;
  #drain: Promise<void> | null = null;
  #fullSince: number | null = null;
  #pingAt: number;
  #answered = true;

  constructor(
    webSocket: WebSocket,
    stream: Duplex,
    authorization: string | undefined,
    now: number,
    counts: SocketCounts,
  ) {
    this.webSocket = webSocket;
    this.counts = counts;
    this.#stream = stream;
    this.authorization = authorization;
    // Spread, so that sockets opened together are not pinged together.
    this.#pingAt = now + PING_EVERY * (0.5 + Math.random() / 2);
    webSocket.on('pong', () => {
      this.#answered = true;
    });
  }

  get isOpen(): boolean {
    return this.webSocket.readyState === this.webSocket.OPEN;
  }

  /** Whether the peer has not read what was sent: more would only pile up here. */
  get isFull(): boolean {
    return this.#stream.writableNeedDrain;
  }

  /** Whether a message has to wait. Nothing waits for a closed socket. */
  get mustWait(): boolean {
    return this.isFull && this.isOpen;
  }

  /** Resolves when there is room again, or the socket is closed. */
  drained(): Promise<void> {
    if (!this.mustWait) return Promise.resolve();
    this.#drain ??= new Promise((resolve) => {
      const settle = () => {
        this.#stream.off('drain', settle);
        this.#stream.off('close', settle);
        this.#drain = null;
        // It reads, however slowly.
        this.#fullSince = null;
        resolve();
      };
      this.#stream.on('drain', settle);
      this.#stream.on('close', settle);
    });
    return this.#drain;
  }

  /** Reads nothing of the peer until this reason is over, nor while there is another. */
  pauseUntil(over: Promise<void>): void {
    this.#pauses += 1;
    this.webSocket.pause();
    void over.then(() => {
      this.#pauses -= 1;
      if (this.#pauses === 0) this.webSocket.resume();
    });
  }

  /** Sends a message of the protocol. */
  sendMessage(text: string): void {
    if (!this.isOpen) return;
    this.counts.sent();
    this.webSocket.send(text);
  }

  /**
   * Sends a text that begins with this peer's own part and continues with a shared one. It bypasses ws, which is never in
   * the middle of a message here: without compression it writes each message at once.
   */
  sendText(beginning: string, rest: Buffer): void {
    if (!this.isOpen) return;
    this.counts.sent();
    this.#stream.write(textFrame(beginning, rest));
    // What the network takes at once is written by then.
    if (this.isFull && !this.#isHeld) setImmediate(() => this.#holdUntilRead());
  }

  #holdUntilRead(): void {
    if (this.#isHeld || !this.mustWait || this.session === null) return;
    this.#isHeld = true;
    const release = this.session.hold(this.#stream.writableLength, () => this.webSocket.terminate());
    void this.drained().then(() => {
      this.#isHeld = false;
      release();
    });
  }

  /** The tracking link that it came with; null for other callers. */
  get trackingLinkId(): string | null {
    const caller = this.session?.context.caller;
    return caller?.role === 'TRACKING' ? caller.id : null;
  }

  /** Closes it for good: its caller is no longer let in. */
  end(reason: string): void {
    if (this.isOpen) this.webSocket.close(closeCodes.unauthorized, reason);
  }

  /** Called every few seconds: closes the socket when the token has expired, or the peer is stuck or gone. */
  check(now: number): void {
    if (this.#fullSince !== null && !this.isFull) this.#fullSince = null;
    if (this.isFull) {
      this.#fullSince ??= now;
      void this.drained();
    }
    if (this.#fullSince !== null && now - this.#fullSince > STUCK_AFTER) {
      this.counts.dropped();
      this.webSocket.terminate();
      return;
    }
    if (!this.isOpen) return;
    const expiresAt = this.session?.context.caller.expiresAt ?? null;
    if (expiresAt !== null && expiresAt <= now) {
      this.webSocket.close(closeCodes.tokenExpired, 'The token has expired');
      return;
    }
    if (now < this.#pingAt) return;
    this.#pingAt = now + PING_EVERY;
    if (this.#answered) {
      this.#answered = false;
      this.webSocket.ping();
    } else {
      this.webSocket.terminate();
    }
  }
}
