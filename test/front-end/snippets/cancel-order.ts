import type { ApolloClient } from '@apollo/client';
import { CancelOrderDocument } from '../generated/graphql.js';
import { isPassing } from './is-passing.js';

/** The outcome of a request, in words for people. */
export type Outcome = 'done' | { readonly refused: string };

/** Cancels an order once, however often it has to be sent: every repetition carries the id of the first try. */
export async function cancelOrder(client: ApolloClient, id: string, reason: string): Promise<Outcome> {
  const requestId = crypto.randomUUID();
  for (let pause = 250; ; pause = Math.min(pause * 2, 10_000)) {
    const payload = await ask(client, { id, reason, requestId });
    // A rule refused it: `code` is for programs, `message` for people, and `field` points to the input.
    if (payload?.userErrors.length)
      return { refused: payload.userErrors.map(({ message }) => message).join(' ') };
    // `pending`: it is stored and will be decided; sending it again with the same id returns the outcome.
    if (payload && !payload.pending) return 'done';
    await new Promise((resolve) => setTimeout(resolve, pause));
  }
}

async function ask(client: ApolloClient, input: { id: string; reason: string; requestId: string }) {
  try {
    const { data } = await client.mutate({ mutation: CancelOrderDocument, variables: { input } });
    return data?.orderCancel;
  } catch (error) {
    if (!isPassing(error)) throw error;
    return undefined;
  }
}
