import type { Duplex } from 'node:stream';
import WebSocket from 'ws';

export interface WireMessage {
  readonly type: string;
  readonly id?: string;
  readonly payload?: unknown;
}

export interface Closing {
  readonly code: number;
  readonly reason: string;
}

/** A client of bare messages, which can also send what no client library would. */
export class Wire {
  readonly webSocket: WebSocket;
  readonly #messages: WireMessage[] = [];
  readonly closed: Promise<Closing>;
  #read = 0;
  #arrived: (() => void) | null = null;

  constructor(url: string, protocols: string | string[] = 'graphql-transport-ws', options = {}) {
    this.webSocket = new WebSocket(url, protocols, options);
    this.webSocket.on('message', (data) => {
      this.#messages.push(JSON.parse(String(data)) as WireMessage);
      this.#arrived?.();
    });
    this.webSocket.on('error', () => {});
    this.closed = new Promise((resolve) => {
      this.webSocket.on('close', (code, reason) => {
        resolve({ code, reason: String(reason) });
        this.#arrived?.();
      });
    });
  }

  /** Everything that came so far. */
  get messages(): readonly WireMessage[] {
    return this.#messages;
  }

  async open(): Promise<this> {
    if (this.webSocket.readyState === WebSocket.CONNECTING) {
      await new Promise((resolve, reject) => {
        this.webSocket.once('open', resolve);
        this.webSocket.once('error', reject);
      });
    }
    return this;
  }

  send(message: WireMessage | string): void {
    this.webSocket.send(typeof message === 'string' ? message : JSON.stringify(message));
  }

  /** Authenticates, and waits for the acknowledgement. */
  async init(authorization: string): Promise<this> {
    await this.open();
    this.send({ type: 'connection_init', payload: { authorization } });
    const message = await this.next();
    if (message.type !== 'connection_ack') throw new Error(`got ${JSON.stringify(message)}`);
    return this;
  }

  subscribe(id: string, query: string, variables: object = {}): void {
    this.send({ id, type: 'subscribe', payload: { query, variables } });
  }

  /** The next message that was not read yet. */
  async next(): Promise<WireMessage> {
    for (;;) {
      const message = this.#messages[this.#read];
      if (message) {
        this.#read += 1;
        return message;
      }
      if (this.webSocket.readyState === WebSocket.CLOSED) throw new Error('the socket was closed');
      await new Promise<void>((resolve) => {
        this.#arrived = resolve;
      });
    }
  }

  /** Stops or resumes reading from the network. */
  get stream(): Duplex {
    return (this.webSocket as unknown as { _socket: Duplex })._socket;
  }

  close(): Promise<Closing> {
    this.webSocket.close();
    return this.closed;
  }
}
