import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished, test } from 'vitest';
import { mountSmallDisk } from '../stack/small-disk.js';
import { isHeldUp, surviveOutage } from './long-outages.js';

const ORDERS = 10;

test('all orders complete, charged and sent once, when there is room again on the full disk of PostgreSQL', async ({
  skip,
}) => {
  const folder = mkdtempSync(join(tmpdir(), 'order-management-disk-'));
  const disk = mountSmallDisk(join(folder, 'disk'), 256);
  onTestFinished(() => {
    disk?.remove();
    rmSync(folder, { recursive: true, force: true });
  });
  if (!disk) return skip('Only root on Linux can mount a disk to fill');
  await surviveOutage(
    {
      begin: async () => disk.fill(),
      end: async ({ postgres }) => {
        disk.free();
        if (postgres?.hasEnded()) await postgres.start();
      },
      takesOrders: true,
      isFelt: isHeldUp('reserveItems', 3),
    },
    { orders: ORDERS, milliseconds: 0 },
    { ownPostgres: true, postgresFolder: disk.folder },
  );
});
