import { once } from 'node:events';
import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer } from 'ws';
import { within } from '../../runtime/retry/time-limit.js';
import type { Log } from '../errors/log.js';
import type { Gate } from '../graphql/gate.js';
import type { Sites } from '../http/origin.js';
import { answerAsHttp } from './answer-as-http.js';
import type { SocketCounts } from './connection.js';
import { Connection, closeCodes } from './connection.js';
import type { RevokedLinks } from './end-revoked.js';
import { revokedEnder } from './end-revoked.js';
import { createProtocol, PROTOCOL } from './graphql-ws-adapter.js';
import { createOperations } from './operations.js';

export interface SocketOptions extends Gate {
  /** The path of the URL that sockets are served at. */
  readonly path: string;
  readonly sites: Sites;
  readonly revokedLinks: RevokedLinks;
  readonly log: Pick<Log, 'error'>;
}

/** The sockets of a server. */
export interface Sockets {
  /** How many are open. */
  readonly size: number;
  /** How many bytes wait in this process for clients to read. */
  readonly bufferedBytes: number;
  /** Refuses new sockets, and closes all with a code that makes clients connect again. */
  close(): Promise<void>;
}

/** The largest message a client may send, and in how many parts, each of which takes memory of its own. */
const MAX_MESSAGE_BYTES = 256 * 1024;
const MAX_FRAGMENTS = 128;
const MAX_CHUNKS = 2_048;
/** How much a client may send before it is let in: a token, and what else a client library puts beside it. */
const MAX_BYTES_OF_STRANGERS = 16 * 1024;
const CHECK_EVERY = 2_000;
/** How long clients may take to answer the close of their socket. */
const CLOSING_TIME = 2_000;

/** Serves GraphQL over WebSocket (graphql-transport-ws) on the server's own port. */
export function serveSockets(server: Server, options: SocketOptions): Sockets {
  const connections = new Set<Connection>();
  const {
    api_socket_messages_total: messages,
    api_socket_closes_total: closes,
    api_drops_total: drops,
  } = options.metrics.counters;
  const [received, sent] = [messages.labels('received'), messages.labels('sent')];
  const counts: SocketCounts = {
    received: () => received.inc(),
    sent: () => sent.inc(),
    dropped: () => drops.inc({ what: 'socket' }),
  };
  const refuse = (stream: Duplex, status: string) => {
    closes.inc({ code: 'refused' });
    answer(stream, status);
  };
  const protocol = createProtocol(createOperations(options), options.log);
  const serverOptions = {
    noServer: true,
    clientTracking: false,
    maxPayload: MAX_MESSAGE_BYTES,
    maxFragments: MAX_FRAGMENTS,
    maxBufferedChunks: MAX_CHUNKS,
    perMessageDeflate: false,
    // Not in the types yet. The default is half a minute for a client that never answers.
    closeTimeout: CLOSING_TIME,
    // Another protocol is accepted here, so that graphql-ws can close the socket with 4406.
    handleProtocols: (offered: Set<string>) =>
      offered.has(PROTOCOL) ? PROTOCOL : ([...offered][0] ?? false),
  };
  const webSockets = new WebSocketServer(serverOptions);
  let closing = false;

  const onUpgrade = (request: IncomingMessage, stream: Duplex, head: Buffer) => {
    if (!isOfWebSocket(request)) return answerAsHttp(server, request, stream, head);
    const path = request.url?.split('?', 1)[0];
    if (path !== options.path) return refuse(stream, '404 Not Found');
    if (closing) return refuse(stream, '503 Service Unavailable');
    if (connections.size >= options.limits.LIMIT_SOCKETS) return refuse(stream, '503 Service Unavailable');
    if (!options.sites.isAskedByName(request)) return refuse(stream, '421 Misdirected Request');
    if (!options.sites.isFromOurPage(request)) return refuse(stream, '403 Forbidden');
    webSockets.handleUpgrade(request, stream, head, (webSocket) => {
      const connection = new Connection(webSocket, stream, request.headers.authorization, Date.now(), counts);
      connections.add(connection);
      webSocket.once('close', (code) => {
        connections.delete(connection);
        closes.inc({ code: isKnown(code) ? code : 'other' });
      });
      // A protocol error or a lost connection: ws closes the socket itself.
      webSocket.on('error', () => {});
      protocol(connection);
      endLoudStranger(connection, stream);
    });
  };
  server.on('upgrade', onUpgrade);
  const endRevoked = revokedEnder(connections, options.revokedLinks, options.log);
  const checks = setInterval(() => {
    const now = Date.now();
    for (const connection of connections) connection.check(now);
    void endRevoked();
  }, CHECK_EVERY);

  return {
    get size() {
      return connections.size;
    },
    get bufferedBytes() {
      let bytes = 0;
      for (const { webSocket } of connections) bytes += webSocket.bufferedAmount;
      return bytes;
    },
    async close() {
      closing = true;
      for (const { webSocket } of connections) webSocket.close(closeCodes.restart, 'Service restart');
      await within(
        CLOSING_TIME,
        Promise.allSettled(Array.from(connections, ({ webSocket }) => once(webSocket, 'close'))),
      );
      for (const { webSocket } of connections) webSocket.terminate();
      clearInterval(checks);
      server.off('upgrade', onUpgrade);
    },
  };
}

function isOfWebSocket({ headers: { upgrade } }: IncomingMessage): boolean {
  return upgrade?.toLowerCase() === 'websocket';
}

/** Codes of RFC 6455 and of graphql-transport-ws: a client may send any other. */
function isKnown(code: number): boolean {
  return (code >= 1_000 && code <= 1_015) || [4400, 4401, 4403, 4406, 4408, 4409, 4429].includes(code);
}

/** Ends a socket that sends much before its caller is known: nobody's budget counts what is kept of it. */
function endLoudStranger(connection: Connection, stream: Duplex): void {
  let bytes = 0;
  const count = (chunk: Buffer) => {
    bytes += chunk.length;
    if (connection.session !== null) stream.off('data', count);
    else if (bytes > MAX_BYTES_OF_STRANGERS) connection.webSocket.terminate();
  };
  stream.on('data', count);
}

function answer(stream: Duplex, status: string): void {
  stream.on('error', () => {});
  const text = `HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`;
  stream.end(text, () => stream.destroy());
}
