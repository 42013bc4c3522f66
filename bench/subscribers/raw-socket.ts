import { randomBytes } from 'node:crypto';
import type { Socket } from 'node:net';
import { connect } from 'node:net';

const TEXT = 0x1;
const PING = 0x9;

/** A WebSocket client that does as little as it can for each message, so that the servers are what is measured. */
export class RawSocket {
  readonly #socket: Socket;
  readonly #onText: (text: Buffer) => void;
  #rest: Buffer | null = null;
  #isOpen = false;

  private constructor(socket: Socket, onText: (text: Buffer) => void) {
    this.#socket = socket;
    this.#onText = onText;
  }

  static open(url: string, onText: (text: Buffer) => void): Promise<RawSocket> {
    const { hostname, port, pathname } = new URL(url);
    return new Promise((resolve, reject) => {
      const socket = connect({ host: hostname, port: Number(port), noDelay: true });
      const raw = new RawSocket(socket, onText);
      socket.on('error', reject);
      socket.on('data', (data) => {
        if (raw.#isOpen) return raw.#take(data);
        const end = data.indexOf('\r\n\r\n');
        if (!data.subarray(0, 12).toString().endsWith(' 101')) return reject(new Error(data.toString()));
        raw.#isOpen = true;
        resolve(raw);
        if (data.length > end + 4) raw.#take(data.subarray(end + 4));
      });
      socket.write(
        `GET ${pathname} HTTP/1.1\r\nHost: ${hostname}:${port}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n` +
          `Sec-WebSocket-Key: ${randomBytes(16).toString('base64')}\r\nSec-WebSocket-Version: 13\r\n` +
          'Sec-WebSocket-Protocol: graphql-transport-ws\r\n\r\n',
      );
    });
  }

  send(message: object): void {
    this.#write(TEXT, Buffer.from(JSON.stringify(message)));
  }

  close(): void {
    this.#socket.destroy();
  }

  #write(opcode: number, payload: Buffer): void {
    const long = payload.length > 125;
    // Masked with zeros, because the protocol requires a mask.
    const head = Buffer.alloc(long ? 8 : 6);
    head[0] = 0x80 | opcode;
    head[1] = 0x80 | (long ? 126 : payload.length);
    if (long) head.writeUInt16BE(payload.length, 2);
    this.#socket.write(Buffer.concat([head, payload]));
  }

  #take(data: Buffer): void {
    let bytes = this.#rest ? Buffer.concat([this.#rest, data]) : data;
    this.#rest = null;
    for (;;) {
      const frame = frameOf(bytes);
      if (!frame) break;
      if (frame.opcode === TEXT) this.#onText(frame.payload);
      else if (frame.opcode === PING) this.#write(0xa, frame.payload);
      bytes = bytes.subarray(frame.length);
    }
    // A copy, so that a small remainder does not keep a large buffer in memory.
    if (bytes.length > 0) this.#rest = Buffer.from(bytes);
  }
}

function frameOf(bytes: Buffer): { opcode: number; payload: Buffer; length: number } | null {
  if (bytes.length < 2) return null;
  const short = (bytes[1] as number) & 0x7f;
  const head = short === 126 ? 4 : short === 127 ? 10 : 2;
  if (bytes.length < head) return null;
  const size =
    short === 126 ? bytes.readUInt16BE(2) : short === 127 ? Number(bytes.readBigUInt64BE(2)) : short;
  if (bytes.length < head + size) return null;
  const opcode = (bytes[0] as number) & 0xf;
  return { opcode, payload: bytes.subarray(head, head + size), length: head + size };
}
