import { once } from 'node:events';
import type { RequestListener } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { createServer as createTcpServer } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { isAllowedAddress } from '../../runtime/webhooks/target.js';
import { openReceiver } from '../../workers/webhooks/receiver.js';
import { createWebhook, changeWebhook as request, showWebhook } from '../webhooks/webhook-api.js';
import type { Attacked } from './attacked.js';
import { startAttacked } from './attacked.js';

const resolver = vi.hoisted(() => ({ addresses: null as readonly string[] | null }));

// Only whoever runs a name server can make a name mean something else each time.
vi.mock('node:dns/promises', async (original) => {
  const real = await original<typeof import('node:dns/promises')>();
  const lookup = async (hostname: string, options: { all: true }) => {
    if (resolver.addresses === null) return real.lookup(hostname, options);
    const [address = '', ...later] = resolver.addresses;
    resolver.addresses = later;
    return [{ address, family: 4 }];
  };
  return { ...real, lookup };
});

afterEach(() => {
  resolver.addresses = null;
});

const publicOnly = { allowsPrivate: false };
const privateToo = { allowsPrivate: true };

describe('an address', () => {
  test.each([
    ['127.0.0.1', 'this machine'],
    ['127.255.255.254', 'this machine'],
    ['0.0.0.0', 'this machine, too'],
    ['10.0.0.1', 'a private network'],
    ['172.16.0.1', 'a private network'],
    ['192.168.1.1', 'a private network'],
    ['100.64.0.1', 'a provider’s network'],
    ['169.254.169.254', 'the metadata of a cloud'],
    ['100.100.100.200', 'the metadata of a cloud'],
    ['168.63.129.16', 'the metadata of a cloud'],
    ['192.0.0.192', 'the metadata of a cloud'],
    ['198.18.0.1', 'a benchmark'],
    ['192.0.2.1', 'documentation'],
    ['224.0.0.1', 'everybody'],
    ['255.255.255.255', 'everybody'],
    ['240.0.0.1', 'reserved'],
    ['::', 'this machine, too'],
    ['::1', 'this machine'],
    ['::127.0.0.1', 'this machine, in the old notation'],
    ['::ffff:127.0.0.1', 'this machine, as IPv4'],
    ['::ffff:7f00:1', 'this machine, as IPv4'],
    ['::ffff:10.0.0.1', 'a private network, as IPv4'],
    ['64:ff9b::7f00:1', 'this machine, behind NAT64'],
    ['64:ff9b:1::1', 'a local NAT64'],
    ['2002:7f00:1::', 'this machine, by 6to4'],
    ['2001::1', 'Teredo'],
    ['fe80::1', 'this link'],
    ['fe80::1%eth0', 'this link'],
    ['fec0::1', 'an old site'],
    ['fc00::1', 'a private network'],
    ['fd00:ec2::254', 'the metadata of a cloud'],
    ['ff02::1', 'everybody'],
    ['2001:db8::1', 'documentation'],
    ['not an address', 'nothing'],
  ])('%s of %s is refused', (address) => {
    expect(isAllowedAddress(address, publicOnly)).toBe(false);
  });

  test.each(['1.1.1.1', '203.0.114.1', '2606:4700::1111', '::ffff:1.1.1.1'])('%s is public', (address) => {
    expect(isAllowedAddress(address, publicOnly)).toBe(true);
  });

  test.each(['127.0.0.1', '10.0.0.1', '::1', 'fd12::1', '::ffff:192.168.1.1', '100.64.0.1'])(
    '%s is allowed where private ones are',
    (address) => {
      expect(isAllowedAddress(address, privateToo)).toBe(true);
    },
  );

  test.each([
    '169.254.169.254',
    '100.100.100.200',
    '168.63.129.16',
    'fd00:ec2::254',
    '::ffff:169.254.169.254',
    '0.0.0.0',
    '224.0.0.1',
  ])('%s is refused even there', (address) => {
    expect(isAllowedAddress(address, privateToo)).toBe(false);
  });
});

describe('a receiver', () => {
  const listening: { close(): void; closeAllConnections(): void }[] = [];
  afterEach(() => {
    for (const server of listening.splice(0)) {
      server.closeAllConnections();
      server.close();
    }
  });

  async function listen(listener: RequestListener, host = '127.0.0.1', port = 0): Promise<number> {
    const server = createServer(listener).listen(port, host);
    await once(server, 'listening');
    listening.push(server);
    return (server.address() as AddressInfo).port;
  }

  async function postTo(url: string, rules = privateToo) {
    const receiver = await openReceiver(url, rules);
    return 'error' in receiver ? receiver : receiver.post({ 'webhook-id': 'msg_1' }, '{}');
  }

  test('whose name resolves to this machine is not called', async () => {
    let calls = 0;
    const port = await listen((_, response) => {
      calls += 1;
      response.end();
    });
    const { hostname } = new URL(`https://localhost:${port}`);
    expect(await postTo(`https://localhost:${port}/`, publicOnly)).toEqual({
      isDelivered: false,
      error: `The name ${hostname} resolves to a private address`,
    });
    expect(calls).toBe(0);
  });

  test('whose name means another machine a moment later gets nothing there', async () => {
    const calls: string[] = [];
    const note =
      (where: string): RequestListener =>
      (_, response) => {
        calls.push(where);
        response.setHeader('connection', 'close').end();
      };
    const port = await listen(note('checked'));
    await listen(note('rebound'), '127.0.0.2', port);
    resolver.addresses = ['127.0.0.1', '127.0.0.2', '127.0.0.2'];
    const receiver = await openReceiver(`http://shop.example:${port}/`, privateToo);
    if ('error' in receiver) throw new Error(receiver.error);
    for (let n = 0; n < 3; n++) expect(await receiver.post({}, '{}')).toEqual({ isDelivered: true });
    expect(calls).toEqual(['checked', 'checked', 'checked']);
  });

  test.each([301, 302, 303, 307, 308])('that redirects by %d is not followed', async (status) => {
    const paths: (string | undefined)[] = [];
    const port = await listen((incoming, response) => {
      paths.push(incoming.url);
      response.writeHead(status, { location: '/inside' }).end();
    });
    const attempt = await postTo(`http://127.0.0.1:${port}/hook`);
    expect(attempt).toMatchObject({
      isDelivered: false,
      error: expect.stringContaining('redirects are not followed'),
    });
    expect(paths).toEqual(['/hook']);
  });

  test('that answers without end is left once its status is known', async () => {
    let sent = 0;
    let hasEnded = false;
    const port = await listen((_, response) => {
      response.once('close', () => {
        hasEnded = true;
      });
      const chunk = Buffer.alloc(8_192);
      const more = () => {
        while (!response.destroyed && response.write(chunk)) sent += chunk.length;
        if (!response.destroyed) response.once('drain', more);
      };
      more();
    });
    expect(await postTo(`http://127.0.0.1:${port}/`)).toEqual({ isDelivered: true });
    await expect.poll(() => hasEnded).toBe(true);
    // What the sockets hold is sent, and no more.
    expect(sent).toBeLessThan(64 * 1024 * 1024);
  });

  test('that does not answer is left after a while', async () => {
    const port = await listen(() => {});
    expect(await postTo(`http://127.0.0.1:${port}/`)).toEqual({
      isDelivered: false,
      error: 'The receiver did not answer within 10 seconds',
    });
  });

  test('that sends its answer drop by drop holds nothing up longer than that', async () => {
    const port = await listen((_, response) => {
      response.writeHead(200);
      const dripping = setInterval(() => response.write('.'), 100);
      response.once('close', () => clearInterval(dripping));
    });
    expect(await postTo(`http://127.0.0.1:${port}/`)).toEqual({ isDelivered: true });
  });

  async function listenRaw(answer: (socket: Socket) => void): Promise<number> {
    const server = createTcpServer((socket) => {
      socket.on('error', () => {});
      socket.once('data', () => answer(socket));
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    listening.push({ close: () => server.close(), closeAllConnections: () => {} });
    return (server.address() as AddressInfo).port;
  }

  test('that sends interim answers without end is left after some', async () => {
    const port = await listenRaw((socket) => {
      const more = () => {
        while (!socket.destroyed && socket.write('HTTP/1.1 103 Early Hints\r\n\r\n'.repeat(100)));
        if (!socket.destroyed) socket.once('drain', more);
      };
      more();
    });
    expect(await postTo(`http://127.0.0.1:${port}/`)).toEqual({
      isDelivered: false,
      error: 'The receiver sent too many interim answers',
    });
  });

  test('that switches protocols has failed', async () => {
    const port = await listenRaw((socket) => {
      socket.write('HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: upgrade\r\n\r\n');
    });
    expect(await postTo(`http://127.0.0.1:${port}/`)).toMatchObject({
      isDelivered: false,
      error: 'The receiver answered 101',
    });
  });

  test('that speaks no HTTP is an error without an address', async () => {
    const server = createTcpServer((socket) => socket.end('SSH-2.0-OpenSSH_9.9\r\n')).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const attempt = await postTo(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
    server.close();
    expect(attempt).toEqual({
      isDelivered: false,
      error: 'The receiver cannot be reached (HPE_INVALID_CONSTANT)',
    });
  });
});

describe('a manager', () => {
  let attacked: Attacked;
  let mona: string;
  let kim: string;
  beforeAll(async () => {
    attacked = await startAttacked({}, ['orders,billing,shipments,webhooks']);
    [mona, kim] = await Promise.all([attacked.token('manager', 'mona'), attacked.token('customer', 'kim')]);
  });
  afterAll(() => attacked?.[Symbol.asyncDispose]());

  test.each([
    'http://shop.example/',
    'ftp://shop.example/',
    'file:///etc/passwd',
    'javascript:alert(1)',
    '//shop.example/',
    'shop.example',
    '',
    'https://',
    'https://kim:secret@shop.example/',
    'https://shop.example/#fragment',
    'https://shop.example/\r\nhost: other',
    ' https://shop.example/',
    'https://shop.exa\tmple/',
    'https://shop.example\\@other.example/',
    'https://shop.exam\u00adple/',
    'https://shop.example/?x=\u202e',
    'https:shop.example',
    'https:/shop.example/',
    'https:///shop.example/',
    'https://127.0.0.1/',
    'https://127.1/',
    'https://2130706433/',
    'https://0x7f000001/',
    'https://0x7f.1/',
    'https://0177.0.0.1/',
    'https://127.0.0.1./',
    'https://①②⑦.⓪.⓪.①/',
    'https://0/',
    'https://[::1]/',
    'https://[::]/',
    'https://[::ffff:127.0.0.1]/',
    'https://[::ffff:a9fe:a9fe]/',
    'https://[64:ff9b::7f00:1]/',
    'https://[fe80::1]/',
    'https://169.254.169.254/latest/meta-data/',
    'https://10.0.0.1:5432/',
    `https://shop.example/${'x'.repeat(2_000)}`,
  ])('cannot create a webhook for %s', async (url) => {
    const { userErrors, webhook, secret } = await request(attacked.graphqlUrl, 'Create', { url }, mona);
    expect(userErrors).toMatchObject([{ code: 'INVALID', field: ['input', 'url'] }]);
    expect([webhook, secret]).toEqual([null, null]);
  });

  test('has each type once in the list that is shown, however often it was named', async () => {
    const eventTypes = Array.from({ length: 5_000 }, () => 'PAYMENT_CHARGED');
    const url = 'https://shop.example/often';
    const { webhook } = await request(attacked.graphqlUrl, 'Create', { url, eventTypes }, mona);
    expect((await showWebhook(attacked.graphqlUrl, webhook?.id ?? '', mona)).eventTypes).toEqual([
      'PAYMENT_CHARGED',
    ]);
    await request(attacked.graphqlUrl, 'Delete', { id: webhook?.id }, mona);
  });

  test('learns nothing of a private address behind a name, and the receiver is not called', async () => {
    let calls = 0;
    const server = createServer(() => {
      calls += 1;
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    const url = `https://localhost:${port}/`;
    const { id } = await createWebhook(attacked.graphqlUrl, { url }, mona);
    const input = { id: `order-${port}`, customerId: 'kim', items: [{ sku: 'NIKE-PEGASUS', quantity: 1 }] };
    const query = 'mutation ($input: OrderCreateInput!) { orderCreate(input: $input) { order { id } } }';
    await fetch(attacked.graphqlUrl, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${kim}` },
      body: JSON.stringify({ query, variables: { input } }),
    });
    const errorOf = async () => (await showWebhook(attacked.graphqlUrl, id, mona)).failure?.lastError;
    await expect.poll(errorOf).toBe('The name localhost resolves to a private address');
    expect(calls).toBe(0);
    server.close();
    await attacked.neighbourIsServed();
  });

  test('cannot have more than fifty', async () => {
    const create = (n: number) =>
      request(attacked.graphqlUrl, 'Create', { url: `https://shop.example/${n}` }, mona);
    const created = await Promise.all(Array.from({ length: 60 }, (_, n) => create(n)));
    const refused = created.filter(({ userErrors }) => userErrors[0]?.code === 'NOT_ALLOWED_NOW');
    // One is there already.
    expect(refused.length).toBe(11);
    await attacked.neighbourIsServed();
  });
});
