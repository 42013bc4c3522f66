import { setTimeout as sleep } from 'node:timers/promises';
import { createClient } from 'graphql-ws';
import WebSocket from 'ws';
import type { SimulationOptions } from './options.js';

/** How often something is asked that the API cannot answer for now, or refuses because it is asked too often. */
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
  /** The data; throws what the API says otherwise. */
  ask<Data>(query: string, variables?: object): Promise<Data>;
  /** Every message of a subscription, connecting again when need be, until the client is closed. */
  watch<Data>(query: string, variables: object, onData: (data: Data) => void): void;
  close(): Promise<void>;
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
          throw new Error(error?.message ?? 'The API answered nothing');
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
    close: async () => sockets.dispose(),
  };
}
