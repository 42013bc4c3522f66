import type { TypedDocumentNode } from '@graphql-typed-document-node/core';
import { print } from 'graphql';
import type { Client } from 'graphql-ws';
import { createClient } from 'graphql-ws';
import { QuietWebSocket } from '../client/quiet-web-socket.js';
import { Random } from './random.js';

/** What a watcher received, over all its connections. */
export interface Recorded<Data> {
  readonly connection: number;
  readonly data: Data;
}

/** A socket of the unchanged graphql-ws client, which connects again for as long as it has to. */
export class RecordingClient implements AsyncDisposable {
  readonly #client: Client;
  readonly #random = new Random();
  #connection = 0;

  constructor(url: string, token?: string) {
    this.#client = createClient({
      url,
      webSocketImpl: QuietWebSocket,
      lazy: false,
      retryAttempts: Number.POSITIVE_INFINITY,
      // In Node, a refused connection is no close event, which is all that is retried otherwise.
      shouldRetry: () => true,
      retryWait: () => new Promise((resolve) => setTimeout(resolve, 50 + this.#random.below(100))),
      ...(token !== undefined && { connectionParams: { authorization: `Bearer ${token}` } }),
      onNonLazyError: () => {},
      on: {
        connected: () => {
          this.#connection += 1;
        },
      },
    });
  }

  /** How often it connected. */
  get connections(): number {
    return this.#connection;
  }

  /**
   * Watches until the server completes, over any number of connections; `onNext` may change the variables, which
   * are sent as they are then when it connects again.
   */
  watch<Data, Variables extends object>(
    document: TypedDocumentNode<Data, Variables>,
    variables: Variables,
    onNext: (data: Data) => void,
  ): { readonly ended: Promise<readonly Recorded<Data>[]>; readonly stop: () => void } {
    const records: Recorded<Data>[] = [];
    let stop = () => {};
    const ended = new Promise<readonly Recorded<Data>[]>((resolve, reject) => {
      const request = { query: print(document), variables: variables as Record<string, unknown> };
      stop = this.#client.subscribe<Data>(request, {
        next: ({ data, errors }) => {
          if (errors || !data) return reject(new Error(JSON.stringify(errors)));
          records.push({ connection: this.#connection, data });
          onNext(data);
        },
        error: (error) => reject(asError(error)),
        complete: () => resolve(records),
      });
    });
    return { ended, stop: () => stop() };
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#client.dispose();
  }
}

/** GraphQL errors, or a close of the socket that the client considers fatal. */
function asError(error: unknown): Error {
  if (error instanceof Error) return error;
  const { code, reason } = error as { readonly code?: number; readonly reason?: string };
  return new Error(code === undefined ? JSON.stringify(error) : `closed with ${code} ${reason}`);
}
