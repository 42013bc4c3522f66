import { setTimeout as sleep } from 'node:timers/promises';
import type { WireError } from '../client/api-client.js';

/** An answer over HTTP as it came, for tests that look at what no typed document would show. */
export interface Answer {
  readonly status: number;
  // biome-ignore lint/suspicious/noExplicitAny: whatever the query asked for
  readonly data: any;
  readonly errors: readonly WireError[];
  /** The code of the first error. */
  readonly code: string | undefined;
}

/** Sends an operation as text, once. */
export async function askOnce(
  graphqlUrl: string,
  query: string,
  variables: Readonly<Record<string, unknown>> = {},
  token?: string,
): Promise<Answer> {
  const response = await fetch(graphqlUrl, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      ...(token !== undefined && { authorization: `Bearer ${token}` }),
    },
    body: JSON.stringify({ query, variables }),
  });
  const body = (await response.json()) as { data?: unknown; errors?: readonly WireError[] };
  const errors = body.errors ?? [];
  return { status: response.status, data: body.data ?? null, errors, code: errors[0]?.extensions?.code };
}

/** Sends it again for as long as what it needs is out of reach: on a busy machine that may be for a moment. */
export async function askUntilAnswered(...operation: Parameters<typeof askOnce>): Promise<Answer> {
  for (;;) {
    const answer = await askOnce(...operation);
    if (answer.code !== 'UNAVAILABLE') return answer;
    await sleep(100);
  }
}

/** Sends it again also until what it asks of an order is judged, which needs a request id; and `pending` among its fields. */
export async function ask(...operation: Parameters<typeof askOnce>): Promise<Answer> {
  for (;;) {
    const answer = await askUntilAnswered(...operation);
    const payloads = Object.values(answer.data ?? {}) as ({ readonly pending?: boolean } | null)[];
    if (!payloads.some((payload) => payload?.pending === true)) return answer;
  }
}
