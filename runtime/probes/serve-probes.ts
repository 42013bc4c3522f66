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

/** Probes are few, small and quick. */
const MAX_CONNECTIONS = 100;
const REQUEST_TIMEOUT = 10_000;
const times = {
  requestTimeout: REQUEST_TIMEOUT,
  headersTimeout: REQUEST_TIMEOUT,
  connectionsCheckingInterval: 1_000,
} as const;

/** Serves the probes of a process on a listener of their own, out of reach of its clients. */
export async function serveProbes({ host, port, settings }: ProbeAddress, probes: Probes): Promise<Server> {
  const server = createServer(times, async ({ url = '' }, response) => {
    try {
      const answer = await answerProbe(url.replace(/\?.*$/s, ''), probes);
      if (answer === null) return response.writeHead(404).end();
      return response.writeHead(answer.status, { 'content-type': answer.type }).end(answer.body);
    } catch {
      return response.writeHead(500).end();
    }
  });
  server.maxConnections = MAX_CONNECTIONS;
  server.listen({ host, port });
  try {
    await once(server, 'listening');
  } catch (error) {
    throw listenError(error, settings, host, port);
  }
  return server;
}
