import type { AddressInfo, Socket } from 'node:net';
import { connect, createServer } from 'node:net';

/** Stands before several API processes of a stack, as a load balancer does. */
export interface Balancer {
  readonly port: number;
  /**
   * Gives no new connection to a process while something is done with it, as before a rolling update stops it: what the system
   * has accepted for a process, but the process has not, is lost when it stops.
   */
  leaveOut(port: number, during: () => Promise<void>): Promise<void>;
  /** Ends the open connections too. */
  stop(): Promise<void>;
}

/** Gives each new connection to the next of the ports that takes it. */
export async function startBalancer(ports: readonly number[]): Promise<Balancer> {
  let turn = 0;
  const leftOut = new Set<number>();
  const clients = new Set<Socket>();
  const nextPort = () => {
    const taking = ports.filter((port) => !leftOut.has(port));
    return taking[turn++ % taking.length] as number;
  };
  const server = createServer({ noDelay: true }, (client) => {
    clients.add(client);
    client.once('close', () => clients.delete(client));
    client.on('error', () => {});
    const attempt = (left: number) => {
      const target = connect({
        port: nextPort(),
        host: '127.0.0.1',
        noDelay: true,
      });
      let isUp = false;
      target.once('connect', () => {
        isUp = true;
        client.pipe(target).pipe(client);
      });
      target.once('error', () => {
        if (isUp || left === 0) client.destroy();
        else attempt(left - 1);
      });
      target.once('close', () => isUp && client.destroy());
      client.once('close', () => target.destroy());
    };
    attempt(ports.length - 1);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    async leaveOut(port, during) {
      leftOut.add(port);
      await during();
      leftOut.delete(port);
    },
    stop: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        for (const client of clients) client.destroy();
      }),
  };
}
