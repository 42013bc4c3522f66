import type { Socket } from 'node:net';
import { connect } from 'node:net';

/** A connection on which this was sent. */
export function sent(port: number, start: string): Socket {
  const socket = connect(port, '127.0.0.1');
  socket.on('error', () => {});
  socket.write(start);
  return socket;
}

/** @param length that the headers state; of the body when not given */
export function requestText(token: string, body: string, length = body.length): string {
  const headers = `Host: localhost\r\nContent-Type: application/json\r\nAuthorization: Bearer ${token}`;
  return `POST /graphql HTTP/1.1\r\n${headers}\r\nContent-Length: ${length}\r\n\r\n${body}`;
}
