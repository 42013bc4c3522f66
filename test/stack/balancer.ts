import type { AddressInfo } from 'node:net';
import { connect, createServer } from 'node:net';

/** Stands before several API processes of a stack, as a load balancer does. */
export interface Balancer {
  readonly port: number;
  stop(): Promise<void>;
}

/** Gives each new connection to the next of the ports that takes it. */
export async function startBalancer(ports: readonly number[]): Promise<Balancer> {
  let turn = 0;
  const server = createServer({ noDelay: true }, (client) => {
    client.on('error', () => {});
    const attempt = (left: number) => {
      const target = connect({
        port: ports[turn++ % ports.length] as number,
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
    stop: () => new Promise<void>((resolve) => void server.close(() => resolve())),
  };
}
