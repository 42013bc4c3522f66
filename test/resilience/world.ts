import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';

/** A payment gateway or courier that answers as a test decides: see `test/chaos/seams`. */
export async function startWorld(
  answer: (what: string, request: { readonly idempotencyKey?: string }) => Promise<object>,
): Promise<AsyncDisposable & { readonly url: string }> {
  const server = createServer(async (request, response) => {
    const content = (await json(request)) as { readonly idempotencyKey?: string };
    response.end(JSON.stringify(await answer((request.url ?? '').slice(1), content)));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      server.close();
    },
  };
}
