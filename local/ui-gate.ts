import { once } from 'node:events';
import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http';
import { request as ask, createServer } from 'node:http';
import { pipeline } from 'node:stream';
import { isLoopback } from '../runtime/settings/loopback.js';
import { isPortFree } from './free-port.js';

/**
 * Ports that browsers never connect to. The Temporal web UI does not check the Host header, so a page whose name points to
 * this machine could use it. On these ports no page can reach it.
 * @see https://fetch.spec.whatwg.org/#port-blocking
 */
const outOfBrowsersReach = [6665, 6666, 6667, 6668, 6669, 6697, 6566, 5060, 5061, 4045, 3659];

/** A port that only this gate can reach; undefined if all of them are taken. */
async function portBehindGate(first: number): Promise<number | undefined> {
  const inOrder = [...outOfBrowsersReach.slice(first), ...outOfBrowsersReach.slice(0, first)];
  for (const port of inOrder) if (await isPortFree(port)) return port;
  return undefined;
}

/** Where the Temporal web UI is to be reached. */
export interface UiGate {
  readonly port: number;
  readonly portBehind: number;
  close(): void;
}

/**
 * Forwards requests under this machine's own names to the port behind; refuses those from pages of other sites.
 *
 * @param first where to begin to look for the port behind: gates that begin at different places do not meet
 * @returns undefined if there is no port for the UI
 */
export async function openUiGate(port: number, first: number): Promise<UiGate | undefined> {
  const portBehind = await portBehindGate(first);
  if (portBehind === undefined) return undefined;
  const gate = createServer((request, response) => {
    if (isFromHere(request.headers)) return handOn(request, response, portBehind);
    response.writeHead(403).end('This page is for this machine only: open it as localhost.\n');
  });
  gate.listen({ port, host: '127.0.0.1', exclusive: true });
  await once(gate, 'listening');
  return {
    port,
    portBehind,
    close: () => {
      gate.close();
      gate.closeAllConnections();
    },
  };
}

function isFromHere({ host, origin }: IncomingHttpHeaders): boolean {
  const isOurs = (address: string) => URL.canParse(address) && isLoopback(new URL(address).hostname);
  return isOurs(`http://${host}`) && (origin === undefined || isOurs(origin));
}

function handOn(request: IncomingMessage, response: ServerResponse, port: number): void {
  const { method, url: path, headers } = request;
  const asked = ask({ host: '127.0.0.1', port, method, path, headers }, (answer) => {
    response.writeHead(answer.statusCode ?? 502, { ...answer.headers, 'x-frame-options': 'SAMEORIGIN' });
    pipeline(answer, response, () => {});
  });
  asked.on('error', () => {
    if (response.headersSent) response.destroy();
    else response.writeHead(502).end('The Temporal Service does not answer.\n');
  });
  response.once('close', () => asked.destroy());
  request.pipe(asked);
}
