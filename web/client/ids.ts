// Crockford's alphabet, without characters that are easily confused.
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

function randomText(length: number): string {
  return [...crypto.getRandomValues(new Uint8Array(length))].map((byte) => alphabet[byte % 32]).join('');
}

/** An order id that is easy to read aloud: 60 random bits in three groups. */
export function newOrderId(prefix = ''): string {
  const text = randomText(12);
  return `${prefix}${text.slice(0, 4)}-${text.slice(4, 8)}-${text.slice(8)}`;
}

/** A request id, which makes a request act once however often it is sent. */
export function newRequestId(): string {
  return randomText(20);
}
