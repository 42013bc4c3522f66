/** The id in an address; the router has undone part of the escaping already, so a lone % may be left. */
export function idFromPath(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
