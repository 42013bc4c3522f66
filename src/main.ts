import './production.js';
import { announce } from '../runtime/log/announce.js';
import { runProcess } from '../runtime/process/run-process.js';
import { stopOnRequest } from '../runtime/process/stop-on-request.js';
import { readSettings } from '../runtime/settings/read-settings.js';
import { describeKeys } from '../runtime/temporal/payload-encryption.js';
import { startApi } from './start-api.js';

/** An orderly end takes no longer than this. */
const LAST_RESORT = 8_000;

await runProcess(async () => {
  const settings = readSettings('API', process.env, process.argv.slice(2));
  const api = await startApi(settings);
  const close = () =>
    void api.close().then(
      () => process.exit(0),
      () => process.exit(1),
    );
  stopOnRequest(close, LAST_RESORT);
  const { LOG_FORMAT, HOST, ENCRYPTION_KEYS: keys = [] } = settings;
  announce(LOG_FORMAT, `API listens on http://${HOST}:${api.port}/graphql`);
  if (keys.length > 0) announce(LOG_FORMAT, describeKeys(keys));
  process.send?.({ type: 'listening', port: api.port });
});
