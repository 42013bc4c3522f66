/** Long enough for a token: after the word, prose goes on with shorter ones. */
const BEARER = /\b(bearer\s+)[\w.~+/-]{16,}=*/gi;

/** Header, content and signature in base64; a header is an object, whose first characters are always these. */
const JSON_WEB_TOKEN = /(?<![\w-])eyJ[\w-]+(\.[\w-]*){2,4}/g;

/** Removes passwords of addresses, and tokens, from a text: errors are logged, and written into the order's history. */
export function withoutSecrets(text: string): string {
  return text
    .replaceAll(/\b([a-z][a-z0-9+.-]{0,30}:\/\/)[^\s@/]*@/gi, '$1***@')
    .replaceAll(BEARER, '$1***')
    .replaceAll(JSON_WEB_TOKEN, '***');
}
