import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { beforeAll, describe, expect, test } from 'vitest';
import { freePort } from '../../local/free-port.js';
import { EMBEDDED_SWITCH } from '../../runtime/settings/settings.js';
import type { StackAddresses } from '../stack/addresses.js';
import { sharedStack } from '../stack/shared.js';
import { ask, askOnce } from './ask.js';
import { allowedOrigin } from './other-origins.js';

const script = fileURLToPath(new URL('../../dist/src/main.js', import.meta.url));
let addresses: StackAddresses;
beforeAll(async () => {
  addresses = await sharedStack();
});

const nowhere = 'postgres://nobody:secret-password@127.0.0.1:1/none';

function start(environment: Readonly<Record<string, string>>) {
  const child = spawn(process.execPath, [script], {
    env: { PATH: process.env.PATH, PORT: '0', ...environment },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  let output = '';
  child.stdout?.on('data', (chunk) => {
    output += chunk;
  });
  child.stderr?.on('data', (chunk) => {
    output += chunk;
  });
  return { child, output: () => output };
}

describe('a mistake in the settings', () => {
  const embedded = { DATABASE_URL: nowhere, [EMBEDDED_SWITCH]: 'true' };

  test.each([
    ['PORT', { ...embedded, PORT: '70000' }],
    ['PORT', { ...embedded, PORT: 'http' }],
    ['DATABASE_URL', { [EMBEDDED_SWITCH]: 'true' }],
    ['DATABASE_URL', { ...embedded, DATABASE_URL: 'secret-password' }],
    ['AUTH_SECRET', { DATABASE_URL: nowhere }],
    ['AUTH_SECRET', { DATABASE_URL: nowhere, EMBEDDED: 'true' }],
    [EMBEDDED_SWITCH, { ...embedded, AUTH_SECRET: 'secret-password', [EMBEDDED_SWITCH]: 'yes' }],
    ['AUTH_SECRET', { DATABASE_URL: nowhere, AUTH_SECRET: '  ' }],
    ['HOST', { ...embedded, HOST: '0.0.0.0' }],
    ['AUTH_JWKS_URL', { DATABASE_URL: nowhere, AUTH_JWKS_URL: 'keys' }],
    ['AUTH_JWKS_URL', { DATABASE_URL: nowhere, AUTH_JWKS_URL: 'http://keys.example/keys' }],
    ['AUTH_JWKS_URL', { DATABASE_URL: nowhere, AUTH_JWKS_URL: 'https://a/keys', AUTH_SECRET: 'both' }],
    ['TEMPORAL_UI_URL', { ...embedded, TEMPORAL_UI_URL: 'localhost' }],
    ['LOG_LEVEL', { ...embedded, LOG_LEVEL: 'loud' }],
  ])('of %s is reported in one line: %j', async (name, environment) => {
    const { child, output } = start(environment as Record<string, string>);
    const [code] = await once(child, 'exit');
    expect(code).toBe(1);
    expect(output().trimEnd().split('\n')).toHaveLength(1);
    expect(output()).toContain(name);
    expect(output()).not.toContain('secret-password');
  });

  test('is reported together with all others, one line each', async () => {
    const { child, output } = start({ PORT: 'http', LOG_LEVEL: 'loud', DATABASE_URL: 'postgres://' });
    const [code] = await once(child, 'exit');
    expect(code).toBe(1);
    expect(output().trimEnd().split('\n')).toEqual([
      expect.stringContaining('PORT must be'),
      expect.stringContaining('LOG_LEVEL must be'),
      expect.stringContaining('Set AUTH_SECRET or AUTH_JWKS_URL'),
    ]);
  });

  test.each(['PORT', 'PROBES_PORT'])('such as a taken %s is reported, too', async (name) => {
    const taken = createServer().listen(0, '127.0.0.1');
    await once(taken, 'listening');
    const { port } = taken.address() as AddressInfo;
    const { child, output } = start({
      DATABASE_URL: addresses.databaseUrl,
      [EMBEDDED_SWITCH]: 'true',
      LOG_FORMAT: 'text',
      [name]: String(port),
    });
    const [code] = await once(child, 'exit');
    taken.close();
    expect(code).toBe(1);
    // A slow machine may have logged by then that the database does not answer yet.
    expect(output().trimEnd().split('\n').at(-1)).toBe(
      `Port ${port} is in use: stop the program that listens there, or set ${name} to another port.`,
    );
  });
});

describe('a separate process', () => {
  const unreachable = { DATABASE_URL: nowhere, TEMPORAL_ADDRESS: '127.0.0.1:1', [EMBEDDED_SWITCH]: 'true' };

  test('serves while none of its dependencies are available', async () => {
    const { child, output } = start(unreachable);
    const [{ type, port }] = (await once(child, 'message')) as [{ type: string; port: number }];
    expect(type).toBe('listening');
    const url = `http://127.0.0.1:${port}`;
    const answers = await Promise.all([
      askOnce(`${url}/graphql`, '{ orders { nodes { id } } }'),
      askOnce(`${url}/graphql`, '{ order(id: "one") { id } }'),
      askOnce(
        `${url}/graphql`,
        'mutation { orderCreate(input: { id: "one", customerId: "kim", items: [{ sku: "a", quantity: 1 }] }) { pending } }',
      ),
    ]);
    for (const { code } of answers) expect(code).toBe('UNAVAILABLE');
    expect((await ask(`${url}/graphql`, '{ viewer { role } }')).data).toEqual({
      viewer: { role: 'DEVELOPER' },
    });
    expect((await fetch(`${url}/healthz`)).status).toBe(200);
    expect((await fetch(`${url}/readyz`)).status).toBe(503);
    child.kill('SIGTERM');
    const [code] = await once(child, 'exit');
    expect(code).toBe(0);
    expect(output()).not.toContain('secret-password');
  });

  test('names its namespace when the Temporal Service does not have it', async () => {
    const { temporalAddress: TEMPORAL_ADDRESS, databaseUrl: DATABASE_URL } = addresses;
    const namespace = { TEMPORAL_ADDRESS, TEMPORAL_NAMESPACE: 'no-such-namespace' };
    const { child, output } = start({ ...namespace, DATABASE_URL, [EMBEDDED_SWITCH]: 'true' });
    const [{ port }] = (await once(child, 'message')) as [{ port: number }];
    const url = `http://127.0.0.1:${port}/graphql`;
    const id = randomUUID();
    for (const query of [
      `mutation { orderCreate(input: { id: "${id}", customerId: "kim", items: [{ sku: "a", quantity: 1 }] }) { pending } }`,
      `mutation { orderCancel(input: { id: "${id}" }) { pending } }`,
      `{ order(id: "${id}") { id } }`,
      '{ stats { workers } }',
    ]) {
      expect([query, (await askOnce(url, query)).code]).toEqual([query, 'UNAVAILABLE']);
    }
    await expect.poll(output).toContain('"message":"The Temporal Service cannot be used"');
    child.kill('SIGTERM');
    await once(child, 'exit');
    expect(output().match(/no-such-namespace/g)).toHaveLength(1);
    expect(output()).not.toContain(' at ');
  });

  test('logs an error without the token in its message', async () => {
    const { temporalAddress: TEMPORAL_ADDRESS, databaseUrl: DATABASE_URL } = addresses;
    const token = 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJraW0ifQ.c2lnbmF0dXJl';
    const namespace = { TEMPORAL_ADDRESS, TEMPORAL_NAMESPACE: token };
    const { child, output } = start({ ...namespace, DATABASE_URL, [EMBEDDED_SWITCH]: 'true' });
    const [{ port }] = (await once(child, 'message')) as [{ port: number }];
    const { code } = await askOnce(`http://127.0.0.1:${port}/graphql`, '{ stats { workers } }');
    expect(code).toBe('UNAVAILABLE');
    await expect.poll(output).toMatch(/"reason":"[^"]*\*\*\*/);
    child.kill('SIGTERM');
    await once(child, 'exit');
    expect(output()).not.toContain('eyJ');
  });

  test('serves probes on a separate listener, and no longer on its own port, once tokens are required', async () => {
    const { databaseUrl: DATABASE_URL, temporalAddress, namespace } = addresses;
    const temporal = { TEMPORAL_ADDRESS: temporalAddress, TEMPORAL_NAMESPACE: namespace };
    const settings = { ...temporal, DATABASE_URL, AUTH_SECRET: 'x'.repeat(32) };
    const withProbes = await freePort();
    const children = [start({ ...settings, PROBES_PORT: String(withProbes) }), start(settings)];
    const ports = await Promise.all(
      children.map(async ({ child }) => ((await once(child, 'message')) as [{ port: number }])[0].port),
    );
    for (const path of [
      '/healthz',
      '/readyz',
      '/metrics',
      '/metrics/',
      '/METRICS',
      '//metrics',
      '/metrics?x',
    ]) {
      for (const port of ports) {
        const answer = await fetch(`http://127.0.0.1:${port}${path}`);
        expect([path, answer.status]).toEqual([path, 404]);
        expect(await answer.text()).not.toMatch(/process_cpu|ready|"ok"/);
      }
    }
    const probe = (path: string) => fetch(`http://127.0.0.1:${withProbes}${path}`);
    expect(await (await probe('/healthz')).json()).toEqual({ status: 'ok' });
    await expect.poll(async () => (await probe('/readyz')).status).toBe(200);
    expect(await (await probe('/metrics?from=here')).text()).toContain('api_sockets');
    for (const path of ['/', '/graphql', '/config.json']) expect((await probe(path)).status).toBe(404);
    for (const { child } of children) {
      child.kill('SIGTERM');
      expect(await once(child, 'exit')).toEqual([0, null]);
    }
  });

  test('warns about a secret that can be guessed', async () => {
    const { child, output } = start({ DATABASE_URL: nowhere, AUTH_SECRET: 'x'.repeat(31) });
    await once(child, 'message');
    child.kill('SIGTERM');
    await once(child, 'exit');
    expect(output()).toContain('AUTH_SECRET');
    expect(output()).not.toContain('x'.repeat(31));
  });
});

describe('over HTTP', () => {
  const get = (path: string, headers: Record<string, string> = {}) =>
    fetch(addresses.apiUrl + path, { headers });

  test('the Playground opens in a browser, at the address of the API', async () => {
    const page = await get('/graphql', { accept: 'text/html,application/xhtml+xml' });
    expect(page.headers.get('content-type')).toContain('text/html');
    expect(await page.text()).toContain('Playground');
    expect((await get('/graphql', { accept: 'application/json' })).status).toBe(405);
  });

  test('the web app is served for each of its pages, and its files are kept by browsers', async () => {
    const html = { accept: 'text/html' };
    const home = await (await get('/', html)).text();
    expect(await (await get('/orders/some-order', html)).text()).toBe(home);
    expect((await get('/nothing.js')).status).toBe(404);
    const [asset = ''] = /\/assets\/[^"]+\.js/.exec(home) ?? [];
    const file = await get(asset, { 'accept-encoding': 'br' });
    expect(file.headers.get('cache-control')).toContain('immutable');
    expect(file.headers.get('content-encoding')).toBe('br');
    expect((await get('/', html)).headers.get('cache-control')).toBe('no-cache');
  });

  test('there are readiness, metrics, and what the web app needs to know', async () => {
    expect(await (await get('/readyz')).json()).toEqual({
      ready: true,
      temporal: true,
      database: true,
      migrated: true,
      listening: true,
    });
    await ask(addresses.graphqlUrl, '{ viewer { role } }');
    const metrics = await (await get('/metrics')).text();
    expect(metrics).toContain('api_operation_duration_seconds_bucket');
    expect(metrics).toContain('process_cpu_seconds_total');
    expect(await (await get('/config.json')).json()).toEqual({
      temporalUiUrl: expect.stringContaining('http'),
      authRequired: false,
      explorable: true,
      trackingLinks: false,
      onlyTrustedDocuments: false,
    });
  });

  test('unknown paths are 404, even for a browser, and pages of the app are not', async () => {
    const status = async (path: string, accept: string) => (await get(path, { accept })).status;
    for (const path of [
      '/assets/x.js',
      '/favicon.ico',
      '/docs/nope',
      '/nowhere',
      '/customers',
      '/.vite/manifest.json',
    ])
      for (const accept of ['text/html,*/*;q=0.8', '*/*']) expect(await status(path, accept), path).toBe(404);
    for (const path of [
      '/',
      '/customer',
      '/customer/orders/a%2Fb.js?x=y',
      '/manager?search=x',
      '/docs/index.html',
    ])
      expect(await status(path, 'text/html'), path).toBe(200);
    expect(await (await get('/nowhere', { accept: 'text/html' })).text()).toContain('id="app"');
  });

  test('pages load and run nothing but what is ours, and nobody may frame them', async () => {
    const html = { accept: 'text/html' };
    for (const path of ['/', '/customer', '/nowhere', '/docs/index.html', '/graphql', '/config.json']) {
      const { headers } = await get(path, html);
      const policy = headers.get('content-security-policy');
      for (const part of ["default-src 'none'", "script-src 'self'", "frame-ancestors 'none'"])
        expect(policy?.split(/; ?/), path).toContain(part);
      expect(policy?.includes('unsafe'), path).toBe(/docs|graphql/.test(path));
      expect(headers.get('x-content-type-options'), path).toBe('nosniff');
      expect(headers.get('referrer-policy'), path).toBe('same-origin');
      expect(headers.get('x-frame-options'), path).toBe('DENY');
    }
  });

  test('answers of GraphQL are compressed once they are worth it, and packed requests are not taken', async () => {
    const query = '{ __schema { types { name description fields { name description } } } }';
    const post = (body: string | Buffer<ArrayBuffer>, headers: Record<string, string>) =>
      fetch(addresses.graphqlUrl, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body,
      });
    for (const encoding of ['br', 'gzip', 'identity']) {
      const response = await post(JSON.stringify({ query }), { 'accept-encoding': encoding });
      expect(response.headers.get('content-encoding')).toBe(encoding === 'identity' ? null : encoding);
      expect(await response.text()).toContain('orderCreate');
    }
    const small = await post('{"query":"{ viewer { role } }"}', { 'accept-encoding': 'br' });
    expect(small.headers.get('content-encoding')).toBeNull();
    const packed = await post(gzipSync(JSON.stringify({ query })), { 'content-encoding': 'gzip' });
    expect(packed.status).toBe(400);
  });

  test('what is too large, malformed or from a foreign page is refused', async () => {
    const post = (body: string, headers: Record<string, string> = {}) =>
      fetch(addresses.graphqlUrl, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body,
      });
    const codeOf = async (response: Response) => {
      const { errors } = (await response.json()) as { errors: { extensions: { code: string } }[] };
      return [response.status, errors[0]?.extensions.code];
    };
    const query = JSON.stringify({ query: '{ viewer { actorId } }' });
    expect(await codeOf(await post(`{"query":"${'x'.repeat(300_000)}"}`))).toEqual([413, 'BAD_USER_INPUT']);
    expect(await codeOf(await post('{"query":'))).toEqual([400, 'BAD_USER_INPUT']);
    expect(await codeOf(await post(query, { origin: 'https://elsewhere.example' }))).toEqual([
      403,
      'FORBIDDEN',
    ]);
    expect((await post(query, { origin: addresses.apiUrl })).status).toBe(200);
    expect((await post(query, { 'content-type': 'text/plain' })).status).toBe(400);
    expect(await codeOf(await post('{"query":5}'))).toEqual([400, 'BAD_USER_INPUT']);
    const subscription = JSON.stringify({ query: 'subscription { statsUpdated { at } }' });
    expect(await codeOf(await post(subscription))).toEqual([400, 'BAD_USER_INPUT']);
  });

  test('a page of this server may call, and none of another', async () => {
    const here = addresses.apiUrl;
    expect(await allowedOrigin(addresses.graphqlUrl, here)).toBe(here);
    expect(await allowedOrigin(addresses.graphqlUrl, 'https://elsewhere.example')).toBeNull();
    const answer = await fetch(addresses.graphqlUrl, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: here },
      body: JSON.stringify({ query: '{ viewer { actorId } }' }),
    });
    expect(answer.headers.get('access-control-allow-origin')).toBe(here);
  });
});
