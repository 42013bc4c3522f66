/** At least 16 characters, since ordinary prose after "bearer" has shorter words. */
const BEARER = /\b(bearer\s+)[\w.~+/-]{16,}=*/gi;

/** Header, claims and signature; the header is a JSON object, which always begins like this in base64. */
const JSON_WEB_TOKEN = /(?<![\w-])eyJ[\w-]+(\.[\w-]*){2,4}/g;

/** The token of a tracking link, in an address or alone. */
const TRACKING_TOKEN = /\btrack-[0-9a-f]{64,}/gi;

/** The secret of a webhook, by Standard Webhooks. */
const WEBHOOK_SECRET = /\bwhsec_[\w+/-]{16,}=*/g;

/** Removes tokens, secrets of webhooks, and passwords in addresses, from a text: errors reach logs and the order's history. */
export function withoutSecrets(text: string): string {
  return text
    .replaceAll(/\b([a-z][a-z0-9+.-]{0,30}:\/\/)[^\s@/]*@/gi, '$1***@')
    .replaceAll(BEARER, '$1***')
    .replaceAll(JSON_WEB_TOKEN, '***')
    .replaceAll(TRACKING_TOKEN, '***')
    .replaceAll(WEBHOOK_SECRET, '***');
}
