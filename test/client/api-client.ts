import { setTimeout as sleep } from 'node:timers/promises';
import type { TypedDocumentNode } from '@graphql-typed-document-node/core';
import { print } from 'graphql';
import type { Client } from 'graphql-ws';
import { createClient } from 'graphql-ws';
import type { StackAddresses } from '../stack/addresses.js';
import { QuietWebSocket } from './quiet-web-socket.js';

/** A GraphQL error as it came over the wire. */
export interface WireError {
  readonly message: string;
  readonly path?: readonly (string | number)[];
  readonly extensions?: { readonly code?: string };
}

export interface WireResult<Data> {
  readonly status: number;
  readonly data: Data | null;
  readonly errors: readonly WireError[];
}

/** The API as a front-end sees it: typed documents over HTTP, subscriptions over one WebSocket. */
export class ApiClient implements AsyncDisposable {
  readonly #sockets: Client;

  readonly #addresses: Pick<StackAddresses, 'graphqlUrl' | 'webSocketUrl'>;
  readonly #token: string | undefined;

  constructor(addresses: Pick<StackAddresses, 'graphqlUrl' | 'webSocketUrl'>, token?: string) {
    this.#addresses = addresses;
    this.#token = token;
    this.#sockets = createClient({
      url: addresses.webSocketUrl,
      webSocketImpl: QuietWebSocket,
      ...(token !== undefined && { connectionParams: { authorization: `Bearer ${token}` } }),
    });
  }

  /** The whole answer, errors included. */
  async ask<Data, Variables>(
    document: TypedDocumentNode<Data, Variables>,
    variables: Variables,
  ): Promise<WireResult<Data>> {
    const response = await fetch(this.#addresses.graphqlUrl, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        ...(this.#token !== undefined && { authorization: `Bearer ${this.#token}` }),
      },
      body: JSON.stringify({ query: print(document), variables }),
    });
    const body = (await response.json()) as { data?: Data; errors?: readonly WireError[] };
    return { status: response.status, data: body.data ?? null, errors: body.errors ?? [] };
  }

  /** The data. Retries while it is UNAVAILABLE, as it may be on a busy machine; any other error fails the test. */
  async send<Data, Variables>(
    document: TypedDocumentNode<Data, Variables>,
    variables: Variables,
  ): Promise<Data> {
    for (;;) {
      const { data, errors } = await this.ask(document, variables);
      if (errors.length === 0 && data !== null) return data;
      if (errors[0]?.extensions?.code !== 'UNAVAILABLE')
        throw new Error(`The API answered ${JSON.stringify(errors)}`);
      await sleep(100);
    }
  }

  /** Every message of a subscription, until it completes or the loop is left. */
  async *watch<Data, Variables>(
    document: TypedDocumentNode<Data, Variables>,
    variables: Variables,
  ): AsyncGenerator<Data, void, void> {
    const request = { query: print(document), variables: variables as Record<string, unknown> };
    for await (const { data, errors } of this.#sockets.iterate<Data>(request)) {
      if (errors || !data) throw new Error(`The subscription failed: ${JSON.stringify(errors)}`);
      yield data;
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#sockets.dispose();
  }
}
