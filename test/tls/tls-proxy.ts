import type { AddressInfo, Socket } from 'node:net';
import { connect, createServer } from 'node:net';
import { createServer as createTlsServer } from 'node:tls';
import type { Authority, Certificate } from './certificates.js';

export interface TlsProxyOptions {
  /** `host:port` of the server that speaks without TLS. */
  readonly target: string;
  readonly certificate: Certificate;
  /** The authority whose client certificates are accepted; by default no certificate is required. */
  readonly clientsOf?: Authority;
  /** The protocol of the server: PostgreSQL's clients first ask for TLS on a plain connection. */
  readonly speaks: 'grpc' | 'postgres';
}

/** Stands before a server and speaks TLS with its clients. */
export interface TlsProxy extends AsyncDisposable {
  readonly port: number;
}

/** The length of the packet by which a client asks for TLS, and the code in it. */
const SSL_REQUEST = Buffer.from([0, 0, 0, 8, 0x04, 0xd2, 0x16, 0x2f]);

export async function startTlsProxy(options: TlsProxyOptions): Promise<TlsProxy> {
  const { target, certificate, clientsOf, speaks } = options;
  const { hostname, port } = new URL(`tcp://${target}`);
  const open = new Set<Socket>();
  const secure = createTlsServer(
    {
      cert: certificate.cert,
      key: certificate.key,
      ...(clientsOf && { ca: clientsOf.cert, requestCert: true, rejectUnauthorized: true }),
      ...(speaks === 'grpc' && { ALPNProtocols: ['h2'] }),
    },
    (client) => {
      const behind = connect({ host: hostname, port: Number(port), noDelay: true });
      client.on('error', () => behind.destroy());
      behind.on('error', () => client.destroy());
      client.once('close', () => behind.destroy());
      behind.once('close', () => client.destroy());
      client.pipe(behind).pipe(client);
    },
  );
  secure.on('tlsClientError', (_error, client) => client.destroy());
  const server = createServer({ noDelay: true }, async (client) => {
    open.add(client);
    client.on('error', () => {});
    client.once('close', () => open.delete(client));
    if (speaks === 'grpc' || (await asksForTls(client))) secure.emit('connection', client);
    else client.destroy();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    [Symbol.asyncDispose]: async () => {
      for (const socket of open) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** Whether the first packet asks for TLS; then it is answered with yes. */
async function asksForTls(client: Socket): Promise<boolean> {
  const first = await new Promise<Buffer>((resolve) => client.once('data', resolve));
  client.pause();
  if (!first.equals(SSL_REQUEST)) return false;
  client.write('S');
  return true;
}
