import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { JWTPayload } from 'jose';
import { exportJWK, generateKeyPair, SignJWT, UnsecuredJWT } from 'jose';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import type { ClaimRules } from '../../src/auth/authenticate.js';
import { bearerToken, createAuthenticate } from '../../src/auth/authenticate.js';
import { rememberTokens } from '../../src/auth/remember-tokens.js';
import { mintToken } from '../stack/tokens.js';

const secret = 'a secret that only the tests know';

/** A token with claims that no library would make. */
const signed = (claims: object): Promise<string> =>
  new SignJWT(claims as JWTPayload)
    .setProtectedHeader({ alg: 'HS256' })
    .setExpirationTime('1h')
    .sign(new TextEncoder().encode(secret));

const codeOf = (promise: Promise<unknown>): Promise<string> =>
  promise.then(
    () => 'ADMITTED',
    (error) => error.extensions.code,
  );

describe('tokens signed with the secret', () => {
  const authenticate = createAuthenticate({ kind: 'secret', secret });

  test.each([
    ['customer', 'CUSTOMER'],
    ['courier', 'COURIER'],
    ['manager', 'MANAGER'],
    ['operator', 'OPERATOR'],
  ] as const)('make a %s', async (claim, role) => {
    const caller = await authenticate(await mintToken(secret, { role: claim, sub: 'kim' }));
    expect(caller).toMatchObject({ role, id: 'kim' });
    expect(caller.expiresAt).toBeGreaterThan(Date.now());
  });

  test.each([
    ['none at all', async () => undefined],
    ['nonsense', async () => 'nonsense'],
    ['another secret', () => mintToken('another', { role: 'manager', sub: 'max' })],
    ['its time over', () => mintToken(secret, { role: 'manager', sub: 'max', expiresInSeconds: -60 })],
    ['a role nobody knows', () => mintToken(secret, { role: 'emperor' as 'manager', sub: 'max' })],
    ['a role of JavaScript', () => mintToken(secret, { role: 'toString' as 'manager', sub: 'max' })],
    ['a customer without an id', () => mintToken(secret, { role: 'customer', sub: '' })],
    ['a manager without an id', () => mintToken(secret, { role: 'manager', sub: '' })],
    ['a courier with no id at all', () => signed({ role: 'courier' })],
    ['an operator with no id at all', () => signed({ role: 'operator', sub: null })],
    ['an id that begins with white space', () => signed({ role: 'courier', sub: ' carl' })],
    ['an id that the workflow would change', () => signed({ role: 'courier', sub: 'carl\u0007' })],
    ['an endless id', () => mintToken(secret, { role: 'customer', sub: 'x'.repeat(201) })],
    ['no signature', async () => new UnsecuredJWT({ role: 'manager', sub: 'max' }).encode()],
    [
      'another algorithm',
      () =>
        new SignJWT({ role: 'manager', sub: 'max' })
          .setProtectedHeader({ alg: 'HS512' })
          .sign(new TextEncoder().encode(secret.repeat(2))),
    ],
    ['an id that no database stores', () => signed({ role: 'customer', sub: 'kim\u0000' })],
    ['half a character in the id', () => signed({ role: 'customer', sub: 'kim\ud800' })],
    ['an id that is a list', () => signed({ role: 'manager', sub: ['max'] })],
    ['an id that is an object', () => signed({ role: 'manager', sub: { id: 'max' } })],
    ['an id that is a number', () => signed({ role: 'manager', sub: 0 })],
    [
      'no end',
      () =>
        new SignJWT({ role: 'manager', sub: 'max' })
          .setProtectedHeader({ alg: 'HS256' })
          .sign(new TextEncoder().encode(secret)),
    ],
    ['locations that are no list', () => signed({ role: 'courier', sub: 'carl', locations: 'Boston' })],
    ['a location that is no text', () => signed({ role: 'courier', sub: 'carl', locations: [1] })],
    ['a location that is empty', () => signed({ role: 'courier', sub: 'carl', locations: [''] })],
    ['no end of locations', () => signed({ role: 'courier', sub: 'carl', locations: Array(101).fill('x') })],
    ['a role that is a list', () => signed({ role: ['manager'], sub: 'max' })],
    ['a role that is an object', () => signed({ role: { manager: true }, sub: 'max' })],
  ])('are refused with %s', async (_, token) => {
    expect(await codeOf(authenticate(await token()))).toBe('UNAUTHENTICATED');
  });
});

describe('a token', () => {
  const admitted = async (rules: ClaimRules, claims: object) =>
    codeOf(createAuthenticate({ kind: 'secret', secret, ...rules })(await signed(claims)));
  const claims = { role: 'manager', sub: 'max' };

  test('must be from the issuer and for the audience that are set', async () => {
    const rules = { issuer: 'https://issuer.example', audience: 'orders' };
    const right = { ...claims, iss: 'https://issuer.example', aud: ['others', 'orders'] };
    expect(await admitted(rules, right)).toBe('ADMITTED');
    for (const wrong of [{ iss: 'https://other.example' }, { aud: 'others' }, { iss: undefined }])
      expect(await admitted(rules, { ...right, ...wrong })).toBe('UNAUTHENTICATED');
    expect(await admitted({}, right)).toBe('ADMITTED');
  });

  test('may lack an expiry where that is allowed', async () => {
    const endless = await new SignJWT(claims)
      .setProtectedHeader({ alg: 'HS256' })
      .sign(new TextEncoder().encode(secret));
    const authenticate = createAuthenticate({ kind: 'secret', secret, mayBeEndless: true });
    expect(await authenticate(endless)).toEqual({ role: 'MANAGER', id: 'max', expiresAt: null });
  });
});

test('a token signed with the secret before is taken while both are set, and one signed with neither is not', async () => {
  const before = 'what the secret was before this one';
  const claims = { role: 'manager', sub: 'max' } as const;
  const both = createAuthenticate({ kind: 'secret', secret, previousSecret: before });
  const after = createAuthenticate({ kind: 'secret', secret });
  const old = await mintToken(before, claims);
  for (const token of [old, await mintToken(secret, claims)]) {
    expect(await both(token)).toMatchObject({ role: 'MANAGER', id: 'max' });
  }
  await expect(both(await mintToken(before, { ...claims, expiresInSeconds: -60 }))).rejects.toMatchObject({
    extensions: { reason: 'TOKEN_EXPIRED' },
  });
  expect(await codeOf(both(await mintToken('neither of the two secrets', claims)))).toBe('UNAUTHENTICATED');
  expect(await codeOf(after(old))).toBe('UNAUTHENTICATED');
});

test('a courier’s token says at which warehouses it takes shipments, and nobody else’s does', async () => {
  const authenticate = createAuthenticate({ kind: 'secret', secret });
  const locations = ['Boston', 'Seattle'];
  expect(await authenticate(await signed({ role: 'courier', sub: 'carl', locations }))).toMatchObject({
    locations,
  });
  for (const claims of [{ role: 'courier' }, { role: 'manager', locations }]) {
    expect(await authenticate(await signed({ ...claims, sub: 'kim' }))).not.toHaveProperty('locations');
  }
});

describe('tokens signed with a published key', () => {
  const server = createServer();
  let privateKey: Awaited<ReturnType<typeof generateKeyPair>>['privateKey'];
  let url: URL;

  beforeAll(async () => {
    const pair = await generateKeyPair('ES256');
    privateKey = pair.privateKey;
    const keys = [{ ...(await exportJWK(pair.publicKey)), kid: 'one', alg: 'ES256' }];
    server.on('request', (_request, response) => {
      response.setHeader('content-type', 'application/json').end(JSON.stringify({ keys }));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    url = new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}/keys`);
  });
  afterAll(() => server.close());

  test('identify a caller, but not where a secret is set instead', async () => {
    const authenticate = createAuthenticate({ kind: 'jwks', url });
    const token = await new SignJWT({ role: 'courier', sub: 'carl' })
      .setProtectedHeader({ alg: 'ES256', kid: 'one' })
      .setExpirationTime('1h')
      .sign(privateKey);
    expect(await authenticate(token)).toMatchObject({ role: 'COURIER', id: 'carl' });
    const forged = await mintToken(secret, { role: 'manager', sub: 'max' });
    expect(await codeOf(authenticate(forged))).toBe('UNAUTHENTICATED');
  });

  test('are known while the keys are out of reach, whose server is left alone', async () => {
    let asked = 0;
    let isOut = false;
    const keys = createServer((_request, response) => {
      asked += 1;
      if (isOut) response.writeHead(500).end();
      else server.emit('request', _request, response);
    });
    await new Promise<void>((resolve) => keys.listen(0, '127.0.0.1', resolve));
    vi.useFakeTimers({ toFake: ['Date'] });
    try {
      const { port } = keys.address() as AddressInfo;
      const authenticate = createAuthenticate({ kind: 'jwks', url: new URL(`http://127.0.0.1:${port}`) });
      const signedBy = (kid: string) =>
        new SignJWT({ role: 'courier', sub: 'carl' })
          .setProtectedHeader({ alg: 'ES256', kid })
          .setExpirationTime('9h')
          .sign(privateKey);
      const token = await signedBy('one');
      await authenticate(token);
      isOut = true;
      vi.setSystemTime(Date.now() + 60 * 60 * 1_000);
      for (let n = 0; n < 20; n += 1) expect(await authenticate(token)).toMatchObject({ id: 'carl' });
      expect(asked).toBe(2);
      vi.setSystemTime(Date.now() + 60 * 1_000);
      // It may be a new key.
      for (let n = 0; n < 20; n += 1)
        expect(await codeOf(authenticate(await signedBy('two')))).toBe('UNAVAILABLE');
      expect(asked).toBe(3);
      expect(await authenticate(token)).toMatchObject({ id: 'carl' });
    } finally {
      vi.useRealTimers();
      keys.close();
    }
  });

  test('may be signed with a new key half a minute after it is published beside the old one', async () => {
    const pairs = { old: await generateKeyPair('ES256'), new: await generateKeyPair('ES256') };
    let published: readonly (keyof typeof pairs)[] = ['old'];
    const keys = createServer(async (_request, response) => {
      const jwkOf = async (kid: keyof typeof pairs) => ({
        ...(await exportJWK(pairs[kid].publicKey)),
        kid,
        alg: 'ES256',
      });
      response.end(JSON.stringify({ keys: await Promise.all(published.map(jwkOf)) }));
    });
    await new Promise<void>((resolve) => keys.listen(0, '127.0.0.1', resolve));
    vi.useFakeTimers({ toFake: ['Date'] });
    try {
      const { port } = keys.address() as AddressInfo;
      const authenticate = createAuthenticate({ kind: 'jwks', url: new URL(`http://127.0.0.1:${port}`) });
      const signedBy = (kid: keyof typeof pairs) =>
        new SignJWT({ role: 'courier', sub: 'carl' })
          .setProtectedHeader({ alg: 'ES256', kid })
          .setExpirationTime('9h')
          .sign(pairs[kid].privateKey);
      const old = await signedBy('old');
      await authenticate(old);
      published = ['old', 'new'];
      vi.setSystemTime(Date.now() + 30_001);
      expect(await authenticate(await signedBy('new'))).toMatchObject({ id: 'carl' });
      expect(await authenticate(old)).toMatchObject({ id: 'carl' });
      published = ['new'];
      vi.setSystemTime(Date.now() + 10 * 60_000 + 1);
      expect(await codeOf(authenticate(old))).toBe('UNAUTHENTICATED');
    } finally {
      vi.useRealTimers();
      keys.close();
    }
  });

  test('cannot be judged while the keys are out of reach', async () => {
    const authenticate = createAuthenticate({ kind: 'jwks', url: new URL('http://127.0.0.1:1/keys') });
    const token = await new SignJWT({ role: 'courier', sub: 'carl' })
      .setProtectedHeader({ alg: 'ES256', kid: 'one' })
      .setExpirationTime('1h')
      .sign(privateKey);
    expect(await codeOf(authenticate(token))).toBe('UNAVAILABLE');
  });
});

describe('tokens that are remembered', () => {
  beforeEach(() => void vi.useFakeTimers({ toFake: ['Date'] }));
  afterEach(() => void vi.useRealTimers());

  test('are verified again after ten seconds: their key may have been withdrawn', async () => {
    const verify = vi.fn(createAuthenticate({ kind: 'secret', secret }));
    const authenticate = rememberTokens(verify);
    const token = await mintToken(secret, { role: 'customer', sub: 'kim' });
    expect(await authenticate(token)).toBe(await authenticate(token));
    expect(verify).toHaveBeenCalledTimes(1);
    vi.setSystemTime(Date.now() + 10_001);
    expect(await authenticate(token)).toMatchObject({ role: 'CUSTOMER', id: 'kim' });
    expect(verify).toHaveBeenCalledTimes(2);
  });

  test('end when they expire', async () => {
    const authenticate = rememberTokens(createAuthenticate({ kind: 'secret', secret }));
    const token = await mintToken(secret, { role: 'customer', sub: 'kim', expiresInSeconds: 1 });
    expect(await codeOf(authenticate(token))).toBe('ADMITTED');
    // The clocks of two machines differ by up to five seconds.
    vi.setSystemTime(Date.now() + 7_000);
    expect(await codeOf(authenticate(token))).toBe('UNAUTHENTICATED');
  });

  test('do not stand for any other token, and refused ones are not remembered', async () => {
    const verify = vi.fn(createAuthenticate({ kind: 'secret', secret }));
    const authenticate = rememberTokens(verify);
    const token = await mintToken(secret, { role: 'customer', sub: 'kim' });
    await authenticate(token);
    for (const forged of [`${token}x`, `${token}x`, token.slice(0, -1), undefined, '']) {
      expect(await codeOf(authenticate(forged))).toBe('UNAUTHENTICATED');
    }
    expect(verify).toHaveBeenCalledTimes(6);
  });
});

test('without an auth setting everybody is the developer', async () => {
  const authenticate = createAuthenticate({ kind: 'none' });
  expect(await authenticate(undefined)).toEqual({ role: 'DEVELOPER', id: null, expiresAt: null });
});

test('takes the token out of the header', () => {
  expect(bearerToken('Bearer abc')).toBe('abc');
  expect(bearerToken('bearer  abc ')).toBe('abc');
  expect(bearerToken('Basic abc')).toBeUndefined();
  expect(bearerToken(undefined)).toBeUndefined();
});
