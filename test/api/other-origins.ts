/** The answer to the CORS preflight of a page from this origin; null if the page may not call the API. */
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
