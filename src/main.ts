import './production.js';
import { describeStartError } from '../runtime/errors/describe-start-error.js';
import { readSettings } from '../runtime/settings/read-settings.js';
import { describeKeys } from '../runtime/temporal/payload-encryption.js';
import type { Api } from './start-api.js';
import { startApi } from './start-api.js';

/** An orderly end takes no longer than this. */
const LAST_RESORT = 8_000;

/** On SIGTERM and Ctrl-C. */
function stopOnRequest(api: Api): void {
  let stopping = false;
  const stop = () => {
    if (stopping) return;
    stopping = true;
    setTimeout(() => process.exit(1), LAST_RESORT).unref();
    void api.close().then(
      () => process.exit(0),
      () => process.exit(1),
    );
  };
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, stop);
}

try {
  const settings = readSettings('API', process.env, process.argv.slice(2));
  const api = await startApi(settings);
  stopOnRequest(api);
  process.stdout.write(`API listens on http://${settings.HOST}:${api.port}/graphql\n`);
  process.stdout.write(describeKeys(settings.ENCRYPTION_KEYS ?? []));
  process.send?.({ type: 'listening', port: api.port });
} catch (error) {
  process.stderr.write(`${describeStartError(error)}\n`);
  process.exit(1);
}
