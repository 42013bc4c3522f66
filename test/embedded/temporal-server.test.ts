import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
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
    portsToLeave: [uiPort],
  });
  try {
    expect(server.port).toBe(port);
    expect(server.uiPort).not.toBe(uiPort);
  } finally {
    await server.stop();
    rmSync(folder, { recursive: true });
  }
});
