import { randomInt } from 'node:crypto';
import { createServer } from 'node:net';

/**
 * A TCP port that nobody listens on. It is below the system's range for outgoing connections, so that it is still free
 * when the server starts.
 */
export async function freePort(): Promise<number> {
  for (let attempt = 0; attempt < 100; attempt += 1) {
    const port = randomInt(12_000, 32_000);
    if (await isPortFree(port)) return port;
  }
  throw new Error('no free TCP port found between 12000 and 32000');
}

/** Whether a server could listen on the port. */
export async function isPortFree(port: number): Promise<boolean> {
  return tryToListen(port, '127.0.0.1').then(
    () => true,
    () => false,
  );
}

/** Listens there for a moment; rejects with the reason if that fails. */
export async function tryToListen(port: number, host: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen({ port, host, exclusive: true }, () => server.close(() => resolve()));
  });
}

/** Starts a server that picks its own ports, and retries if another process took one of them first. */
export async function withFreePorts<Server>(start: () => Promise<Server>): Promise<Server> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await start();
    } catch (error) {
      const taken = error instanceof Error && /address already in use/i.test(error.message);
      if (!taken || attempt === 3) throw error;
    }
  }
}
