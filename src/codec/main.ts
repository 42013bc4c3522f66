import type { AddressInfo } from 'node:net';
import { describeStartError } from '../../runtime/errors/describe-start-error.js';
import { listenError } from '../../runtime/errors/listen-error.js';
import { readSettings } from '../../runtime/settings/read-settings.js';
import { describeKeys, PayloadEncryption } from '../../runtime/temporal/payload-encryption.js';
import { authSettings, createAuthenticate } from '../auth/authenticate.js';
import { createCodecServer } from './codec-server.js';

/** `npm run codec-server`: shows operators what Temporal keeps, in Temporal's own tools. */
async function main(): Promise<void> {
  const settings = readSettings('codec server', process.env, process.argv.slice(2));
  const { CODEC_HOST: host, CODEC_PORT: port, ENCRYPTION_KEYS: keys } = settings;
  const server = await createCodecServer({
    encryption: new PayloadEncryption(keys),
    authenticate: createAuthenticate(authSettings(settings)),
    uiUrl: settings.TEMPORAL_UI_URL,
    logLevel: settings.LOG_LEVEL,
  });
  try {
    await server.listen({ host, port });
  } catch (error) {
    throw listenError(error, { host: 'CODEC_HOST', port: 'CODEC_PORT' }, host, port);
  }
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => void server.close());
  const { port: taken } = server.server.address() as AddressInfo;
  process.stdout.write(`Codec server listens on http://${host}:${taken}\n${describeKeys(keys)}`);
  process.send?.({ type: 'listening', port: taken });
}

try {
  await main();
} catch (error) {
  process.stderr.write(`${describeStartError(error)}\n`);
  process.exit(1);
}
