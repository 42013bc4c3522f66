import { X509Certificate } from 'node:crypto';
import { connect, isIP } from 'node:net';
import type { SecureContextOptions } from 'node:tls';
import { connect as connectTls, createSecureContext } from 'node:tls';
import type { TLSConfig } from '@temporalio/common/lib/internal-non-workflow/index.js';
import { reasonOf } from '../errors/reason-of.js';
import { StartError } from '../errors/start-error.js';
import type { TemporalConfig } from './temporal-config.js';
import { addressOf } from './temporal-config.js';

const PATIENCE_MS = 5_000;

/** What an HTTP/2 client, and so a gRPC client, sends first: the preface and an empty SETTINGS frame. */
const HTTP2_PREFACE = Buffer.concat([
  Buffer.from('PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n'),
  Buffer.from([0, 0, 0, 4, 0, 0, 0, 0, 0]),
]);
const TLS_ALERT = 0x15;

/** What to report when a client of the SDK failed to connect. */
export async function unreachableError(config: TemporalConfig, error: unknown): Promise<StartError> {
  const reason = (await whyUnreachable(config)) ?? reasonOf(error);
  return new StartError(`The Temporal Service at ${addressOf(config)} cannot be reached: ${reason}`);
}

/**
 * Explains why Temporal cannot be reached and what to change; null if it can be reached. The clients of the SDK say
 * only that they failed to connect, so this connects once more, with the same address and certificates.
 */
export async function whyUnreachable(config: TemporalConfig): Promise<string | null> {
  const tls = tlsOptionsOf(config);
  try {
    if (tls) createSecureContext(tls);
  } catch (error) {
    return `the certificates cannot be used: ${reasonOf(error)}`;
  }
  const expiry = tls?.cert ? new Date(new X509Certificate(tls.cert).validTo) : null;
  if (expiry !== null && expiry < new Date())
    return `the client certificate expired on ${expiry.toISOString()}`;
  const [host, port] = hostAndPort(addressOf(config));
  const socket = tls
    ? connectTls({ host, port, ...(isIP(host) === 0 && { servername: host }), ...tls, ALPNProtocols: ['h2'] })
    : connect({ host, port });
  socket.setTimeout(PATIENCE_MS);
  try {
    return await new Promise((resolve) => {
      socket.once(tls ? 'secureConnect' : 'connect', () => socket.write(HTTP2_PREFACE));
      // Any answer will do, but with TLS only this one shows that the server took the client's certificate. The answer of
      // a server that expects TLS is an alert.
      socket.once('data', ([first]) =>
        resolve(first === TLS_ALERT ? explained({ code: 'ALERT' }, tls) : null),
      );
      socket.once('error', (error) => resolve(explained(error, tls)));
      socket.once('close', () => resolve(explained({ code: 'ECONNRESET' }, tls)));
      socket.once('timeout', () => resolve('it does not answer'));
    });
  } finally {
    socket.destroy();
  }
}

function hostAndPort(address: string): readonly [host: string, port: number] {
  const { hostname, port } = new URL(`tcp://${address}`);
  return [hostname.replace(/^\[|\]$/g, ''), Number(port || 7233)];
}

type TlsOptions = SecureContextOptions & { readonly servername?: string; readonly cert?: Buffer };

function tlsOptionsOf({ connectionOptions }: TemporalConfig): TlsOptions | null {
  const { tls, apiKey } = connectionOptions;
  if (!tls && apiKey === undefined) return null;
  const { serverNameOverride, serverRootCACertificate, clientCertPair }: TLSConfig =
    typeof tls === 'object' && tls !== null ? tls : {};
  return {
    ...(serverNameOverride !== undefined && { servername: serverNameOverride }),
    ...(serverRootCACertificate && { ca: Buffer.from(serverRootCACertificate) }),
    ...(clientCertPair && { cert: Buffer.from(clientCertPair.crt), key: Buffer.from(clientCertPair.key) }),
  };
}

/** What a connection error means for the settings. */
function explained(error: { readonly code?: string }, tls: TlsOptions | null): string {
  const { code = '' } = error;
  if (/SELF_SIGNED_CERT|UNABLE_TO_(GET|VERIFY)/.test(code))
    return 'no authority in TEMPORAL_TLS_SERVER_CA_CERT_PATH (without it: no public one) signed its certificate';
  if (code === 'ERR_TLS_CERT_ALTNAME_INVALID')
    return `its certificate is for another name, see TEMPORAL_TLS_SERVER_NAME: ${reasonOf(error)}`;
  if (code === 'CERT_HAS_EXPIRED') return 'its certificate has expired';
  if (code === 'ERR_SSL_WRONG_VERSION_NUMBER') return 'it does not speak TLS';
  // Servers differ in how they refuse: an alert of TLS, or nothing but the end of the connection.
  if (!/ALERT|ECONNRESET|EPIPE/.test(code)) return reasonOf(error);
  if (tls === null) return 'it ends the connection: if it speaks TLS only, set TEMPORAL_TLS=true';
  return tls.cert === undefined
    ? 'it asks for a client certificate: set TEMPORAL_TLS_CLIENT_CERT_PATH and TEMPORAL_TLS_CLIENT_KEY_PATH'
    : 'it refuses the client certificate, by an authority that it does not know or for another reason';
}
