import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, readlinkSync, rmSync } from 'node:fs';
import type { IncomingMessage } from 'node:http';
import { get } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { freePort } from '../../local/free-port.js';
import { findTemporalBinary } from '../../local/temporal-binary.js';
import { startTemporalServer } from '../../local/temporal-server.js';

test('the Temporal Service takes no port that is meant for the API, though it is free', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'order-management-temporal-'));
  const [port, uiPort] = [await freePort(), await freePort()];
  const server = await startTemporalServer({
    binary: await findTemporalBinary(console.log),
    folder,
    durable: false,
    port,
    uiPort,
    mayMove: true,
    portsToLeave: [uiPort],
  });
  try {
    expect(server.uiPort).toBeGreaterThan(uiPort);
    expect(server.port - port).toBe((server.uiPort as number) - uiPort);
  } finally {
    await server.stop();
    rmSync(folder, { recursive: true });
  }
});

test.runIf(process.platform === 'linux')(
  'two that start at once with the same ports each get their own',
  async () => {
    const binary = await findTemporalBinary(console.log);
    const [port, uiPort] = [await freePort(), await freePort()];
    const folders = ['one', 'other'].map((name) => mkdtempSync(join(tmpdir(), `order-management-${name}-`)));
    const servers = await Promise.all(
      folders.map((folder) =>
        startTemporalServer({ binary, folder, durable: false, port, uiPort, mayMove: true }),
      ),
    );
    try {
      for (const server of servers) expect(portsOf(server.identity.pid)).toContain(server.port);
      expect(new Set(servers.map((server) => server.uiPort)).size).toBe(2);
    } finally {
      await Promise.all(servers.map((server) => server.stop()));
      for (const folder of folders) rmSync(folder, { recursive: true });
    }
  },
);

test.runIf(process.platform === 'linux')('foreign pages get nowhere in the Temporal Service', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'order-management-temporal-'));
  vi.stubEnv('SECRET_OF_THE_LAUNCHER', 'hush');
  const server = await startTemporalServer({
    binary: await findTemporalBinary(console.log),
    folder,
    durable: false,
    uiPort: await freePort(),
  });
  try {
    const { pid } = server.identity;
    expect(readFileSync(`/proc/${pid}/environ`, 'utf8')).not.toContain('SECRET_OF_THE_LAUNCHER');
    const uiPort = server.uiPort as number;
    expect((await ask(uiPort, '/', { host: `localhost:${uiPort}` })).status).toBe(200);
    const api = '/api/v1/namespaces';
    // The UI is up before what it asks.
    await expect
      .poll(async () => (await ask(uiPort, api, { host: `127.0.0.1:${uiPort}` })).text)
      .toContain('"default"');
    for (const headers of [
      { host: `evil.example:${uiPort}` },
      { host: `localhost:${uiPort}`, origin: 'https://evil.example' },
      { host: `localhost:${uiPort}`, origin: 'null' },
    ])
      expect(await ask(uiPort, api, headers)).toMatchObject({ status: 403, cookie: undefined });
    // A page either cannot reach its other HTTP ports or is refused there.
    for (const port of portsOf(pid)) {
      const answer = await ask(port, api, { host: `localhost:${port}` }).catch(() => null);
      if (answer === null || [403, 404].includes(answer.status)) continue;
      await expect(fetch(`http://127.0.0.1:${port}${api}`)).rejects.toHaveProperty(
        'cause.message',
        'bad port',
      );
    }
  } finally {
    vi.unstubAllEnvs();
    await server.stop();
    rmSync(folder, { recursive: true });
  }
});

/** The ports on which the process listens. */
function portsOf(pid: number): readonly number[] {
  const sockets = readdirSync(`/proc/${pid}/fd`).flatMap((fd) => {
    const [, inode] = /^socket:\[(\d+)\]$/.exec(linkOf(`/proc/${pid}/fd/${fd}`)) ?? [];
    return inode ?? [];
  });
  const isListening = '0A';
  return readFileSync(`/proc/${pid}/net/tcp`, 'utf8')
    .split('\n')
    .map((line) => line.trim().split(/\s+/))
    .filter((row) => row[3] === isListening && sockets.includes(row[9] ?? ''))
    .map((row) => Number.parseInt(row[1]?.split(':')[1] ?? '', 16));
}

function linkOf(path: string): string {
  try {
    return readlinkSync(path);
  } catch {
    // Closed meanwhile.
    return '';
  }
}

/** Does not use `fetch`, which can neither set the Host header nor reach every port. */
async function ask(port: number, path: string, headers: Readonly<Record<string, string>>) {
  const request = get({ host: '127.0.0.1', port, path, headers, agent: false });
  const [response] = (await once(request, 'response')) as [IncomingMessage];
  const text = await response.setEncoding('utf8').reduce((all: string, part: string) => all + part, '');
  return { status: response.statusCode ?? 0, text, cookie: response.headers['set-cookie'] };
}
