import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { onlyThisTemporal } from '../../local/temporal-settings.js';
import { readSettings } from '../../runtime/settings/read-settings.js';
import { whyUnreachable } from '../../runtime/temporal/why-unreachable.js';
import { ApiClient } from '../client/api-client.js';
import { dispatchAndDeliver, isClosed, placeBooked, watchUntil } from '../client/orders.js';
import { PATIENCE } from '../patience.js';
import type { ServerAddresses } from '../stack/addresses.js';
import { sharedServers } from '../stack/shared.js';
import type { Stack } from '../stack/stack.js';
import { startStack } from '../stack/stack.js';
import type { Authority, Certificate } from './certificates.js';
import { createAuthority } from './certificates.js';
import type { TlsProxy } from './tls-proxy.js';
import { startTlsProxy } from './tls-proxy.js';

const script = (name: string) => fileURLToPath(new URL(`../../dist/${name}`, import.meta.url));

let folder: string;
/** Of the servers, of the clients, and of nobody here. */
let authorities: { readonly servers: Authority; readonly clients: Authority; readonly strangers: Authority };
let client: Certificate;
let temporal: TlsProxy;
let postgres: TlsProxy;
let stack: Stack;
let environment: NodeJS.ProcessEnv;

/** The address of the database with TLS, checked against an authority. */
function secureDatabaseUrl(databaseUrl: string, authority: Authority, host = 'localhost'): string {
  const url = new URL(databaseUrl);
  url.host = `${host}:${postgres.port}`;
  url.search = `?sslmode=verify-full&sslrootcert=${encodeURIComponent(authority.certFile)}`;
  return url.href;
}

/** Both servers speak TLS only, and Temporal asks for a certificate. */
async function securely({ databaseUrl, temporalAddress }: ServerAddresses): Promise<ServerAddresses> {
  const certificate = await authorities.servers.issue('server');
  temporal = await startTlsProxy({
    target: temporalAddress,
    certificate,
    clientsOf: authorities.clients,
    speaks: 'grpc',
  });
  postgres = await startTlsProxy({ target: new URL(databaseUrl).host, certificate, speaks: 'postgres' });
  return {
    databaseUrl: secureDatabaseUrl(databaseUrl, authorities.servers),
    temporalAddress: `localhost:${temporal.port}`,
  };
}

beforeAll(async () => {
  folder = mkdtempSync(join((await sharedServers()).folder, 'tls-'));
  const [servers, clients, strangers] = await Promise.all([
    createAuthority(folder, 'servers'),
    createAuthority(folder, 'clients'),
    createAuthority(folder, 'strangers'),
  ]);
  authorities = { servers, clients, strangers };
  client = await clients.issue('client');
  stack = await startStack({
    reach: securely,
    environment: {
      TEMPORAL_TLS_SERVER_CA_CERT_PATH: servers.certFile,
      TEMPORAL_TLS_CLIENT_CERT_PATH: client.certFile,
      TEMPORAL_TLS_CLIENT_KEY_PATH: client.keyFile,
    },
  });
  const { databaseUrl, namespace } = stack.addresses;
  environment = {
    ...onlyThisTemporal(`localhost:${temporal.port}`, namespace, folder),
    DATABASE_URL: secureDatabaseUrl(databaseUrl, servers),
    TEMPORAL_TLS_SERVER_CA_CERT_PATH: servers.certFile,
    TEMPORAL_TLS_CLIENT_CERT_PATH: client.certFile,
    TEMPORAL_TLS_CLIENT_KEY_PATH: client.keyFile,
  };
});
afterAll(async () => {
  await stack?.[Symbol.asyncDispose]();
  await temporal?.[Symbol.asyncDispose]();
  await postgres?.[Symbol.asyncDispose]();
});

/** Runs one of our programs to its end, and returns what it says. */
async function run(name: string, args: readonly string[], changes: NodeJS.ProcessEnv = {}) {
  const running = promisify(execFile)(process.execPath, [script(name), ...args], {
    env: { ...environment, ...changes },
  });
  return running.then(
    ({ stdout }) => ({ code: 0, said: stdout }),
    ({ code, stdout, stderr }) => ({ code: code as number, said: `${stdout}${stderr}` }),
  );
}

test('an order runs with mutual TLS to Temporal and TLS to PostgreSQL', async () => {
  await using apiClient = new ApiClient(stack.addresses);
  const { id, shipmentId } = await placeBooked(apiClient, [{ sku: 'NIKE-PEGASUS', quantity: 1 }]);
  await dispatchAndDeliver(apiClient, shipmentId);
  expect((await watchUntil(apiClient, id, isClosed)).status).toBe('COMPLETED');
  expect((await fetch(`${stack.addresses.apiUrl}/readyz`)).status).toBe(200);
});

test('while the authority of the servers is replaced, one file may hold the old one and the new one', async () => {
  const { servers, strangers } = authorities;
  const both = join(folder, 'both-authorities.pem');
  writeFileSync(both, [strangers, servers].map(({ certFile }) => readFileSync(certFile, 'utf8')).join('\n'));
  const changes = {
    TEMPORAL_TLS_SERVER_CA_CERT_PATH: both,
    DATABASE_URL: secureDatabaseUrl(stack.addresses.databaseUrl, { ...servers, certFile: both }),
  };
  expect(await run('workers/reconcile/main.js', [], changes)).toEqual({ code: 0, said: expect.any(String) });
  // Its connection to Temporal is another library's.
  await (await stack.startWorker('billing', changes)).stop();
});

test('the scripts use mutual TLS too, by settings or by a profile', async () => {
  expect(await run('database/migrate.js', [])).toEqual({ code: 0, said: 'the database is up to date\n' });
  expect((await run('workers/reconcile/main.js', [])).said).toContain('0 differences left');
  const profiles = join(folder, 'profiles.toml');
  writeFileSync(
    profiles,
    `[profile.cluster]
address = "localhost:${temporal.port}"
namespace = "${stack.addresses.namespace}"
[profile.cluster.tls]
server_ca_cert_path = ${JSON.stringify(authorities.servers.certFile)}
client_cert_path = ${JSON.stringify(client.certFile)}
client_key_path = ${JSON.stringify(client.keyFile)}
`,
  );
  const withoutSettings = Object.fromEntries(
    Object.keys(environment).flatMap((name) => (name.startsWith('TEMPORAL_') ? [[name, '']] : [])),
  );
  const byProfile = { ...withoutSettings, TEMPORAL_CONFIG_FILE: profiles, TEMPORAL_PROFILE: 'cluster' };
  expect((await run('workers/reconcile/main.js', [], byProfile)).said).toContain('0 differences left');
  const versioned = { ...byProfile, WORKER_BUILD_ID: 'one' };
  const worker = await stack.startWorker('billing', versioned);
  const promoted = await run('workers/promote.js', ['--queues', 'billing'], versioned);
  expect(promoted).toEqual({ code: 0, said: 'billing: one is current\n' });
  await worker.stop();
});

/** Unusable certificates, and what each program must say about them. */
async function misfits(): Promise<readonly (readonly [NodeJS.ProcessEnv, RegExp])[]> {
  const [stranger, expired] = await Promise.all([
    authorities.strangers.issue('stranger'),
    authorities.clients.issue('expired', { isExpired: true }),
  ]);
  const identity = (certFile: string, keyFile: string) => ({
    TEMPORAL_TLS_CLIENT_CERT_PATH: certFile,
    TEMPORAL_TLS_CLIENT_KEY_PATH: keyFile,
  });
  return [
    [
      { TEMPORAL_TLS_SERVER_CA_CERT_PATH: authorities.strangers.certFile },
      /no authority in TEMPORAL_TLS_SERVER_CA_CERT_PATH .* signed its certificate/,
    ],
    [identity('', ''), /it asks for a client certificate: set TEMPORAL_TLS_CLIENT_CERT_PATH/],
    [identity(stranger.certFile, stranger.keyFile), /it refuses the client certificate/],
    [identity(expired.certFile, expired.keyFile), /the client certificate expired on 20/],
    [identity(client.certFile, stranger.keyFile), /the certificates cannot be used: .*key values mismatch/],
    [{ TEMPORAL_TLS_SERVER_NAME: 'elsewhere.example' }, /its certificate is for another name/],
    [
      { ...identity('', ''), TEMPORAL_TLS_SERVER_CA_CERT_PATH: '' },
      /it ends the connection: if it speaks TLS only, set TEMPORAL_TLS=true/,
    ],
    [identity(join(folder, 'absent.pem'), client.keyFile), /settings .* cannot be read: .*absent\.pem/],
    [identity(client.certFile, ''), /belong together: one of them is not set/],
  ];
}

/** The reason that is reported for the settings with these changes. */
async function told(changes: NodeJS.ProcessEnv): Promise<string | null> {
  try {
    return await whyUnreachable(readSettings('worker', { ...environment, ...changes }).temporal);
  } catch (error) {
    return (error as Error).message;
  }
}

test('an unusable certificate is reported in one line by the worker, the scripts and the API', async () => {
  const cases = await misfits();
  for (const [changes, reason] of cases) expect(await told(changes)).toMatch(reason);
  for (const [changes, reason] of cases.slice(0, 2)) {
    const { code, said } = await run('workers/main.js', ['--queues', 'billing'], changes);
    expect({ code, said }).toEqual({ code: 1, said: expect.stringMatching(reason) });
    expect(said.trim().split('\n')).toHaveLength(1);
  }
  const [changes, reason] = cases[0] as NonNullable<(typeof cases)[0]>;
  const reconciled = await run('workers/reconcile/main.js', [], changes);
  expect(reconciled).toEqual({ code: 2, said: expect.stringMatching(reason) });
  const promoted = await run('workers/promote.js', [], { ...changes, WORKER_BUILD_ID: 'one' });
  expect(promoted).toEqual({ code: 1, said: expect.stringMatching(reason) });
  const api = await stack.startApi(changes as Record<string, string>);
  await vi.waitFor(() => expect(api.output()).toMatch(reason), PATIENCE);
  await api.stop();
});

test('a database without the right certificate is reported in one line', async () => {
  const { databaseUrl } = stack.addresses;
  const absent = { ...authorities.servers, certFile: join(folder, 'absent.pem') };
  const cases = [
    [
      secureDatabaseUrl(databaseUrl, authorities.strangers),
      /unable to verify the first certificate|self-signed/,
    ],
    [
      secureDatabaseUrl(databaseUrl, authorities.servers, '127.0.0.1'),
      /IP: 127\.0\.0\.1 is not in the cert's list/,
    ],
    [`${databaseUrl}?sslmode=verify-full`, /The server does not support SSL connections/],
    [secureDatabaseUrl(databaseUrl, absent), /absent\.pem/],
  ] as const;
  for (const [url, reason] of cases) {
    for (const program of ['database/migrate.js', 'workers/main.js']) {
      const { code, said } = await run(program, [], { DATABASE_URL: url });
      expect({ code, said }).toEqual({ code: 1, said: expect.stringMatching(reason) });
      expect(said.trim().split('\n')).toHaveLength(1);
    }
  }
  const [[url, reason]] = cases;
  const api = await stack.startApi({ DATABASE_URL: url });
  await vi.waitFor(() => expect(api.output()).toMatch(reason), PATIENCE);
  await api.stop();
});
