import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { promisify } from 'node:util';
import { Client, Connection } from '@temporalio/client';
import { defaultPayloadConverter } from '@temporalio/common';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { findTemporalBinary } from '../../local/temporal-binary.js';
import { keyIdOf, PayloadEncryption } from '../../runtime/temporal/payload-encryption.js';
import { payloadJsonOf } from '../../src/codec/payload-json.js';
import { requestText, sent } from '../attacks/loads/raw-requests.js';
import { createNamespace } from '../stack/namespace.js';
import { sharedServers, wholeBuild } from '../stack/shared.js';
import type { StackApi } from '../stack/stack-process.js';
import { startStackProcess } from '../stack/stack-process.js';
import type { TokenRole } from '../stack/tokens.js';
import { mintToken } from '../stack/tokens.js';

const AUTH_SECRET = randomBytes(32).toString('hex');
const key = randomBytes(32);
const encryption = new PayloadEncryption([key]);
const uiOrigin = 'https://temporal.example';

let server: StackApi;
beforeAll(async () => {
  await wholeBuild();
  server = await startStackProcess('src/codec/main.js', [], {
    PATH: process.env.PATH,
    AUTH_SECRET,
    ENCRYPTION_KEYS: key.toString('base64'),
    TEMPORAL_UI_URL: `${uiOrigin}/a/path`,
    CODEC_PORT: '0',
  });
});
afterAll(() => server.stop());

const address = (path: string) => `http://127.0.0.1:${server.port}${path}`;
const tokenOf = (role: TokenRole) => mintToken(AUTH_SECRET, { role, sub: 'somebody' });

async function send(path: string, body: unknown, token?: string): Promise<Response> {
  const authorization = token === undefined ? {} : { authorization: `Bearer ${token}` };
  return fetch(address(path), {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...authorization },
    body: JSON.stringify(body),
  });
}

const plain = defaultPayloadConverter.toPayload({ customerId: 'Ada' });

async function sealedBy(by: PayloadEncryption) {
  return { payloads: (await by.encode([plain])).map(payloadJsonOf) };
}

test('decrypts what API and workers encrypted, and encrypts what they decrypt', async () => {
  const token = await tokenOf('operator');
  const decoded = await send('/decode', await sealedBy(encryption), token);
  expect(await decoded.json()).toEqual({ payloads: [payloadJsonOf(plain)] });
  const encoded = await send('/encode', { payloads: [payloadJsonOf(plain)] }, token);
  const again = await send('/decode', await encoded.json(), token);
  expect(await again.json()).toEqual({ payloads: [payloadJsonOf(plain)] });
});

test.each([
  ['no token', undefined, 401],
  ['a token of somebody else', () => mintToken('x'.repeat(32), { role: 'operator', sub: 'o' }), 401],
  [
    'an expired token',
    () => mintToken(AUTH_SECRET, { role: 'operator', sub: 'o', expiresInSeconds: -60 }),
    401,
  ],
  ['a customer', () => tokenOf('customer'), 403],
  ['a courier', () => tokenOf('courier'), 403],
  ['a manager', () => tokenOf('manager'), 403],
])('answers nothing to %s', async (_, token, status) => {
  for (const path of ['/decode', '/encode']) {
    const response = await send(path, await sealedBy(encryption), await token?.());
    expect(response.status).toBe(status);
    expect(Object.keys((await response.json()) as object)).toEqual(['message']);
  }
});

test('says which key is missing', async () => {
  const other = randomBytes(32);
  const response = await send(
    '/decode',
    await sealedBy(new PayloadEncryption([other])),
    await tokenOf('operator'),
  );
  expect([response.status, await response.json()]).toEqual([
    422,
    { message: expect.stringContaining(`is encrypted with key ${keyIdOf(other)}`) },
  ]);
});

test.each([{}, { payloads: 'all' }, { payloads: [null] }, { payloads: [{ metadata: { encoding: {} } }] }])(
  'refuses %j, which is no list of payloads',
  async (body) => {
    expect((await send('/decode', body, await tokenOf('operator'))).status).toBe(400);
  },
);

test('answers under no other host name, where host names are set', async () => {
  const named = await startStackProcess('src/codec/main.js', [], {
    PATH: process.env.PATH,
    AUTH_SECRET,
    ENCRYPTION_KEYS: key.toString('base64'),
    ALLOWED_HOSTS: 'codec.example',
    CODEC_PORT: '0',
  });
  const request = requestText(await tokenOf('operator'), '{"payloads":[]}').replace('/graphql', '/decode');
  const answerTo = async (host: string) => {
    const asked = request.replace('Host: localhost', `Host: ${host}\r\nConnection: close`);
    return text(sent(named.port, asked));
  };
  try {
    for (const host of ['codec.example', 'localhost', '127.0.0.1']) {
      expect(await answerTo(host)).toContain('HTTP/1.1 200');
    }
    for (const host of ['evil.example', 'codec.example.evil.example', '']) {
      expect(await answerTo(host)).toContain('HTTP/1.1 421');
    }
  } finally {
    await named.stop();
  }
});

test("answers pages of Temporal's web UI, and no others", async () => {
  const preflight = await fetch(address('/decode'), {
    method: 'OPTIONS',
    headers: {
      origin: uiOrigin,
      'access-control-request-method': 'POST',
      'access-control-request-headers': 'authorization,content-type,x-namespace',
    },
  });
  expect(preflight.status).toBe(204);
  expect(preflight.headers.get('access-control-allow-origin')).toBe(uiOrigin);
  expect(preflight.headers.get('access-control-allow-headers')).toContain('x-namespace');
});

test('shows an order to the temporal CLI', async () => {
  const { temporalAddress } = await sharedServers();
  const namespace = await createNamespace(temporalAddress);
  const connection = await Connection.connect({ address: temporalAddress });
  const client = new Client({ connection, namespace, dataConverter: { payloadCodecs: [encryption] } });
  const args = [{ customerId: 'Ada' }];
  await client.workflow.start('order', { workflowId: 'order:1', taskQueue: 'orders', args });
  await connection.close();
  const show = ['workflow', 'show', '--workflow-id', 'order:1', '--output', 'json'];
  const where = ['--address', temporalAddress, '--namespace', namespace];
  const codec = ['--codec-endpoint', address(''), '--codec-auth', `Bearer ${await tokenOf('operator')}`];
  const binary = await findTemporalBinary(console.log);
  const { stdout } = await promisify(execFile)(binary, [...show, ...where, ...codec]);
  expect(stdout).toContain(Buffer.from('{"customerId":"Ada"}').toString('base64'));
});

test('reads no body of an unauthenticated request, and runs one request of a connection at a time', async () => {
  const [stranger] = (await once(sent(server.port, requestText('nobody', '', 100_000)), 'data')) as [Buffer];
  expect(String(stranger)).toContain('HTTP/1.1 401');
  const request = requestText(await tokenOf('operator'), '{"payloads":[]}');
  expect(await text(sent(server.port, request.replaceAll('/graphql', '/decode').repeat(20)))).not.toContain(
    '"payloads"',
  );
});
