import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { addressesOfApi } from '../stack/addresses.js';
import type { Attacked } from './attacked.js';
import { answerTo, codeIn, post, startAttacked } from './attacked.js';

const folder = mkdtempSync(join(tmpdir(), 'order-management-documents-'));
const manifest = join(folder, 'manifest.json');
const idOf = (text: string) => `sha256:${createHash('sha256').update(text).digest('hex')}`;
const query = 'query Who { viewer { role } }';
const subscription = 'subscription Stock { stockAdjusted { id } }';

let attacked: Attacked;
let token: string;
/** An API that takes nothing else. */
let strict: number;

beforeAll(async () => {
  writeFileSync(manifest, JSON.stringify({ [idOf(query)]: query, [idOf(subscription)]: subscription }));
  attacked = await startAttacked({ TRUSTED_DOCUMENTS: manifest });
  token = await attacked.token('manager', 'mallory');
  strict = (await attacked.stack.startApi({ ONLY_TRUSTED_DOCUMENTS: 'true' })).port;
});
afterAll(async () => {
  await attacked?.[Symbol.asyncDispose]();
  rmSync(folder, { recursive: true });
});

const overHttp = (port: number, body: object) => post(addressesOfApi(port).graphqlUrl, body, token);

async function overSocket(port: number, payload: object) {
  const wire = await attacked.socket(token, addressesOfApi(port).webSocketUrl);
  wire.send({ type: 'subscribe', id: '1', payload });
  const answer = await answerTo(wire, '1');
  await wire.close();
  return answer.type === 'next' ? answer.payload : codeIn(answer);
}

test('a document is named by its id on both transports, strict or not', async () => {
  for (const port of [attacked.stack.api.port, strict]) {
    const { status, body } = await overHttp(port, { documentId: idOf(query) });
    expect([status, body.data]).toEqual([200, { viewer: { role: 'MANAGER' } }]);
    expect(await overSocket(port, { query: '', extensions: { documentId: idOf(query) } })).toMatchObject({
      data: { viewer: { role: 'MANAGER' } },
    });
  }
});

test('what is not known, both at once, and an id of another kind are refused', async () => {
  for (const port of [attacked.stack.api.port, strict]) {
    for (const [documentId, text, code] of [
      [idOf('other'), undefined, 'UNTRUSTED_DOCUMENT'],
      ['__proto__', undefined, 'UNTRUSTED_DOCUMENT'],
      [5, undefined, 'UNTRUSTED_DOCUMENT'],
      [idOf(query), query, 'BAD_USER_INPUT'],
    ]) {
      const { status, body } = await overHttp(port, { documentId, query: text });
      expect([status, body.errors[0].extensions.code]).toEqual([400, code]);
      expect(await overSocket(port, { query: text ?? '', extensions: { documentId } })).toBe(code);
    }
  }
});

test('where only trusted documents are accepted, all others are refused, subscriptions and the schema too', async () => {
  for (const text of [query, subscription, '{ __typename }', '{ __schema { types { name } } }', '{', '']) {
    if (text !== '') {
      const { status, body } = await overHttp(strict, { query: text });
      expect([status, body.errors[0].extensions.code]).toEqual([400, 'UNTRUSTED_DOCUMENT']);
    }
    expect(await overSocket(strict, { query: text })).toBe('UNTRUSTED_DOCUMENT');
  }
  expect((await overHttp(strict, { query: '' })).status).toBe(400);
  expect(await overSocket(attacked.stack.api.port, { query })).toMatchObject({ data: { viewer: {} } });
});

test('the documents of the web app are known', async () => {
  const generated = new URL('../../web/generated/persisted-documents.json', import.meta.url);
  const documents = Object.entries(JSON.parse(readFileSync(generated, 'utf8')) as Record<string, string>);
  const [documentId] = documents.find(([, text]) => text.startsWith('query Viewer')) ?? [];
  const { body } = await overHttp(strict, { documentId });
  expect(body.data.viewer).toMatchObject({ role: 'MANAGER', actorId: 'mallory' });
});

test('a manifest whose documents are not what their ids say keeps the API from starting', async () => {
  const forged = join(folder, 'forged.json');
  writeFileSync(forged, JSON.stringify({ [idOf(query)]: '{ __typename }' }));
  await expect(attacked.stack.startApi({ TRUSTED_DOCUMENTS: forged })).rejects.toThrow(
    'not what its id says',
  );
});
