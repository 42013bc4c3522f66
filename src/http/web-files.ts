import { existsSync } from 'node:fs';
import { posix } from 'node:path';
import { fileURLToPath } from 'node:url';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { docsPolicy, policyText } from './content-policy.js';

const root = fileURLToPath(new URL('../../web', import.meta.url));
/** Where the web app has pages. Only the app knows which of them exist. */
const PAGES = /^\/((customer|courier|manager|operator)(\/|\?|$)|\?|$)/;
const docs = `${root}/docs/`;
const YEAR = 'public, max-age=31536000, immutable';

/** Whether a browser asks for a page, not a program for data. */
export function wantsPage(accept: string | undefined): boolean {
  return accept?.includes('text/html') ?? false;
}

/** Pages for those who explore the API. */
const EXPLORING = /^\/(docs|playground)/i;

/** Serves the web app: its files, and its one page for every path that is a page of it; that page says 404 elsewhere. */
export async function serveWebFiles(server: FastifyInstance, isExplorable: boolean): Promise<void> {
  if (!existsSync(root)) {
    server.setNotFoundHandler((_request, reply) => sendNotFound(reply));
    return;
  }
  await server.register(fastifyStatic, {
    root,
    index: 'index.html',
    preCompressed: true,
    cacheControl: false,
    // Built files have a hash of their content in their name.
    setHeaders: (response, path) => {
      const isHashed = path.includes('/assets/');
      response.setHeader('cache-control', isHashed ? YEAR : 'no-cache');
      if (path.startsWith(docs)) response.setHeader('content-security-policy', policyText(docsPolicy));
    },
    dotfiles: 'ignore',
    allowedPath: (path) => isExplorable || !EXPLORING.test(posix.normalize(path)),
  });
  // With `preCompressed`, the index of a folder is not found by itself.
  for (const path of ['/docs', '/docs/'])
    server.get(path, (_request, reply) => reply.redirect('/docs/index.html'));
  // Its address lets in whoever has it: it goes into no cache, no index and no other site's log.
  server.get('/track/*', (_request, reply) =>
    reply
      .header('cache-control', 'no-store')
      .header('referrer-policy', 'no-referrer')
      .header('x-robots-tag', 'noindex, nofollow, noarchive')
      .sendFile('index.html', { cacheControl: false }),
  );
  server.setNotFoundHandler((request, reply) => {
    if (request.method !== 'GET' || !wantsPage(request.headers.accept)) return sendNotFound(reply);
    return reply.code(PAGES.test(request.url) ? 200 : 404).sendFile('index.html');
  });
}

/** The Playground, at the address of the API. */
export async function sendPlayground(reply: FastifyReply): Promise<FastifyReply> {
  if (existsSync(`${root}/playground.html`)) return reply.sendFile('playground.html');
  return reply.code(404).type('text/plain').send('The Playground is not built: run "npm run build:web".\n');
}

export function sendNotFound(reply: FastifyReply): FastifyReply {
  return reply.code(404).send({ errors: [{ message: 'Not found' }] });
}
