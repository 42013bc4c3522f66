/** What a browser is told when a page of this origin is about to call the API; null: it may not. */
export async function allowedOrigin(graphqlUrl: string, origin: string): Promise<string | null> {
  const preflight = await fetch(graphqlUrl, {
    method: 'OPTIONS',
    headers: {
      origin,
      'access-control-request-method': 'POST',
      'access-control-request-headers': 'authorization,content-type',
    },
  });
  const methods = preflight.headers.get('access-control-allow-methods');
  return methods === 'POST' ? preflight.headers.get('access-control-allow-origin') : null;
}
