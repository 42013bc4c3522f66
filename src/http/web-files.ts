import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyReply } from 'fastify';

const root = fileURLToPath(new URL('../../web', import.meta.url));
/** Where the web app has pages; which of them there are, and of which orders, only the app can say. */
const PAGES = /^\/((customer|courier|manager|operator)(\/|\?|$)|\?|$)/;
const YEAR = 'public, max-age=31536000, immutable';

/** Whether a browser opens a page, instead of a program asking for data. */
export function wantsPage(accept: string | undefined): boolean {
  return accept?.includes('text/html') ?? false;
}

/** Serves the web app: its files, and its one page for every path that is a page of it; that page says 404 elsewhere. */
export async function serveWebFiles(server: FastifyInstance): Promise<void> {
  if (!existsSync(root)) {
    server.setNotFoundHandler((_request, reply) => noSuchThing(reply));
    return;
  }
  await server.register(fastifyStatic, {
    root,
    index: 'index.html',
    preCompressed: true,
    cacheControl: false,
    // Files of the build carry a hash of their content in their name.
    setHeaders: (response, path) => {
      const isHashed = path.includes('/assets/');
      response.setHeader('cache-control', isHashed ? YEAR : 'no-cache');
      response.setHeader('x-content-type-options', 'nosniff');
    },
    dotfiles: 'ignore',
  });
  // With compressed files beside it, the index of a folder is not found by itself.
  for (const path of ['/docs', '/docs/'])
    server.get(path, (_request, reply) => reply.redirect('/docs/index.html'));
  server.setNotFoundHandler((request, reply) => {
    if (request.method !== 'GET' || !wantsPage(request.headers.accept)) return noSuchThing(reply);
    return reply.code(PAGES.test(request.url) ? 200 : 404).sendFile('index.html');
  });
}

/** The Playground, at the address of the API itself. */
export async function sendPlayground(reply: FastifyReply): Promise<FastifyReply> {
  if (existsSync(`${root}/playground.html`)) return reply.sendFile('playground.html');
  return reply.code(404).type('text/plain').send('The Playground is not built: run "npm run build:web".\n');
}

function noSuchThing(reply: FastifyReply): FastifyReply {
  return reply.code(404).send({ errors: [{ message: 'There is nothing here' }] });
}
