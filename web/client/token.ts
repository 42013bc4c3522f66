const key = 'order-management.token';

/** The token of this tab, kept until the tab is closed; null in the embedded default. */
export function readToken(): string | null {
  return sessionStorage.getItem(key);
}

/** Keeps a pasted token for this tab. */
export function storeToken(token: string): void {
  sessionStorage.setItem(key, token.replace(/^Bearer\s+/i, '').trim());
}

/** Signs this tab out. */
export function forgetToken(): void {
  sessionStorage.removeItem(key);
}

/** The `Authorization` value: HTTP sends it as a header, the socket in its first message. */
export type Authorization = () => Record<string, string>;

/** Of whoever is signed in, in this tab. */
export function ofThisTab(): Record<string, string> {
  const token = readToken();
  return token === null ? {} : bearer(token);
}

/** With this token. */
export function bearer(token: string): Record<string, string> {
  return { authorization: `Bearer ${token}` };
}
