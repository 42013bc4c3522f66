import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';

/** The headers that offer another protocol. */
const OFFER = /^(upgrade|http2-settings)$/i;

/**
 * Answers a request that offers another protocol than WebSocket as if it offered none, which a server may do (RFC 9110). Java's
 * HttpClient offers HTTP/2 with the first request of each connection, and Node hands every offer to a server that takes any. So
 * the request is put back into the stream without the offer, and read again.
 */
export function answerAsHttp(server: Server, request: IncomingMessage, stream: Duplex, head: Buffer): void {
  const { method, url, httpVersion, rawHeaders } = request;
  const lines = [`${method} ${url} HTTP/${httpVersion}`];
  for (let index = 0; index < rawHeaders.length; index += 2) {
    const name = rawHeaders[index] ?? '';
    if (!OFFER.test(name)) lines.push(`${name}: ${rawHeaders[index + 1]}`);
  }
  stream.unshift(head);
  stream.unshift(Buffer.from(`${lines.join('\r\n')}\r\n\r\n`, 'latin1'));
  server.emit('connection', stream);
}
