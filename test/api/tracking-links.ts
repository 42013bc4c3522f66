import { randomBytes } from 'node:crypto';
import { ask } from './ask.js';

/** A key as `TRACKING_KEYS` takes it. */
export function trackingKey(): string {
  return randomBytes(32).toString('base64');
}

const MAKE = `mutation ($id: ID!) {
  orderTrackingLink(input: { id: $id }) { trackingLink { token expiresAt } userErrors { code message } }
}`;

/** The token of the order's tracking link, made by whoever has the other token. */
export async function trackingTokenOf(graphqlUrl: string, orderId: string, maker?: string): Promise<string> {
  const { data, errors } = await ask(graphqlUrl, MAKE, { id: orderId }, maker);
  const token = data?.orderTrackingLink?.trackingLink?.token;
  if (typeof token !== 'string') throw new Error(JSON.stringify({ data, errors }));
  return token;
}
