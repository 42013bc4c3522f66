import { setTimeout as sleep } from 'node:timers/promises';
import { createClient } from 'graphql-ws';
import WebSocket from 'ws';
import type { SimulationOptions } from './options.js';

/** How often a request is tried that the API cannot answer for now, or refuses because of a rate limit. */
const ATTEMPTS = 5;
const PAUSE_MS = 1_000;
const PATIENCE_MS = 15_000;

const laterCodes: readonly unknown[] = ['UNAVAILABLE', 'TOO_MANY_REQUESTS'];

interface Answer<Data> {
  readonly data?: Data | null;
  readonly errors?: readonly { readonly message: string; readonly extensions?: { readonly code?: string } }[];
}

/** The API as any client sees it. */
export interface Client {
  /** Returns the data; throws the API's message if there is none. */
  ask<Data>(query: string, variables?: object): Promise<Data>;
  /** Passes on every message of a subscription, reconnecting as needed. */
  watch<Data>(query: string, variables: object, onData: (data: Data) => void): void;
}

export function createApiClient({ url, token }: Pick<SimulationOptions, 'url' | 'token'>): Client {
  const authorization = token === null ? {} : { authorization: `Bearer ${token}` };
  const socketUrl = new URL(url);
  socketUrl.protocol = url.protocol.replace('http', 'ws');
  const sockets = createClient({
    url: socketUrl.href,
    webSocketImpl: WebSocket,
    connectionParams: authorization,
    retryAttempts: Number.POSITIVE_INFINITY,
    shouldRetry: () => true,
  });

  async function askOnce<Data>(query: string, variables: object): Promise<Answer<Data>> {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...authorization },
      body: JSON.stringify({ query, variables }),
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
    return (await response.json()) as Answer<Data>;
  }

  return {
    async ask<Data>(query: string, variables: object = {}) {
      for (let attempt = 1; ; attempt++) {
        const { data, errors = [] } = await askOnce<Data>(query, variables);
        const [error] = errors;
        if (error === undefined && data != null) return data;
        if (attempt === ATTEMPTS || !laterCodes.includes(error?.extensions?.code)) {
          throw new Error(error?.message ?? 'The API returned no data');
        }
        await sleep(PAUSE_MS * attempt);
      }
    },
    watch<Data>(query: string, variables: object, onData: (data: Data) => void) {
      sockets.subscribe<Data>(
        { query, variables: { ...variables } },
        {
          next: ({ data }) => data != null && onData(data),
          error: () => {},
          complete: () => {},
        },
      );
    },
  };
}
