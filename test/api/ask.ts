import type { WireError } from '../client/api-client.js';

/** An answer over HTTP as it came, for tests that look at what no typed document would show. */
export interface Answer {
  readonly status: number;
  readonly milliseconds: number;
  // biome-ignore lint/suspicious/noExplicitAny: whatever the query asked for
  readonly data: any;
  readonly errors: readonly WireError[];
  /** The code of the first error. */
  readonly code: string | undefined;
}

/** Sends an operation as text. */
export async function ask(
  graphqlUrl: string,
  query: string,
  variables: Readonly<Record<string, unknown>> = {},
  token?: string,
): Promise<Answer> {
  const start = performance.now();
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
  return {
    status: response.status,
    milliseconds: performance.now() - start,
    data: body.data ?? null,
    errors,
    code: errors[0]?.extensions?.code,
  };
}
