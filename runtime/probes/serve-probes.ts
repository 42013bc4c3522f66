import { once } from 'node:events';
import type { Server } from 'node:http';
import { createServer } from 'node:http';
import { listenError } from '../errors/listen-error.js';
import type { Probes } from './probes.js';
import { answerProbe } from './probes.js';

/** Where probes are served, and the names of the settings that say so. */
export interface ProbeAddress {
  readonly host: string;
  readonly port: number;
  readonly settings: { readonly host: string; readonly port: string };
}

/** Serves the probes of a process on a listener of their own, out of reach of its clients. */
export async function serveProbes({ host, port, settings }: ProbeAddress, probes: Probes): Promise<Server> {
  const server = createServer(async ({ url = '' }, response) => {
    try {
      const answer = await answerProbe(url.replace(/\?.*$/s, ''), probes);
      if (answer === null) return response.writeHead(404).end();
      return response.writeHead(answer.status, { 'content-type': answer.type }).end(answer.body);
    } catch {
      return response.writeHead(500).end();
    }
  });
  server.listen({ host, port });
  try {
    await once(server, 'listening');
  } catch (error) {
    throw listenError(error, settings, host, port);
  }
  return server;
}
