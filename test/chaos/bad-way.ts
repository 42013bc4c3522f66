import { once } from 'node:events';
import type { AddressInfo, Socket } from 'node:net';
import { connect, createServer } from 'node:net';
import { Transform } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';

/** Controls a proxy between two processes, to disturb their connections. */
export interface BadWay {
  readonly port: number;
  /** Breaks every open connection. */
  cut(): void;
  /** Blocks or allows new connections. */
  refuse(refusing: boolean): void;
  /** Delays every piece of data by this many milliseconds. */
  delay(milliseconds: number): void;
  stop(): Promise<void>;
}

/** A proxy before a port of this machine. */
export async function startBadWay(targetPort: number): Promise<BadWay> {
  const sockets = new Set<Socket>();
  let refusing = false;
  let milliseconds = 0;
  const heldUp = () =>
    new Transform({
      transform(piece, _encoding, done) {
        if (milliseconds === 0) done(null, piece);
        else void sleep(milliseconds).then(() => done(null, piece));
      },
    });
  const server = createServer({ noDelay: true }, (client) => {
    if (refusing) return void client.destroy();
    const target = connect({ port: targetPort, host: '127.0.0.1', noDelay: true });
    for (const [socket, other] of [
      [client, target],
      [target, client],
    ] as const) {
      sockets.add(socket);
      socket.on('error', () => {});
      socket.once('close', () => {
        sockets.delete(socket);
        other.destroy();
      });
      socket.pipe(heldUp()).pipe(other);
    }
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const cut = () => {
    for (const socket of sockets) socket.destroy();
  };
  return {
    port: (server.address() as AddressInfo).port,
    cut,
    refuse: (value) => {
      refusing = value;
    },
    delay: (value) => {
      milliseconds = value;
    },
    stop: async () => {
      server.close();
      cut();
    },
  };
}
