import type { AddressInfo } from 'node:net';
import { listenError } from '../../runtime/errors/listen-error.js';
import { announce } from '../../runtime/log/announce.js';
import { runProcess } from '../../runtime/process/run-process.js';
import { readSettings } from '../../runtime/settings/read-settings.js';
import { describeKeys, PayloadEncryption } from '../../runtime/temporal/payload-encryption.js';
import { authSettings, createAuthenticate } from '../auth/authenticate.js';
import { createSites } from '../http/origin.js';
import { createCodecServer } from './codec-server.js';

/** `npm run codec-server`: shows operators what Temporal keeps, in Temporal's own tools. */
async function main(): Promise<void> {
  const settings = readSettings('codec server', process.env, process.argv.slice(2));
  const { CODEC_HOST: host, CODEC_PORT: port, ENCRYPTION_KEYS: keys } = settings;
  const server = await createCodecServer({
    encryption: new PayloadEncryption(keys),
    authenticate: createAuthenticate(authSettings(settings)),
    sites: createSites(settings, true),
    uiUrl: settings.TEMPORAL_UI_URL,
    log: settings,
  });
  try {
    await server.listen({ host, port });
  } catch (error) {
    throw listenError(error, { host: 'CODEC_HOST', port: 'CODEC_PORT' }, host, port);
  }
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => void server.close());
  const { port: taken } = server.server.address() as AddressInfo;
  announce(settings.LOG_FORMAT, `Codec server listens on http://${host}:${taken}`);
  announce(settings.LOG_FORMAT, describeKeys(keys));
  process.send?.({ type: 'listening', port: taken });
}

await runProcess(main);
