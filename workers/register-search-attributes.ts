import { describeStartError } from '../runtime/errors/describe-start-error.js';
import { reasonOf } from '../runtime/errors/reason-of.js';
import { StartError } from '../runtime/errors/start-error.js';
import { readSettings } from '../runtime/settings/read-settings.js';
import { registerSearchAttributes } from '../runtime/temporal/register-search-attributes.js';
import { connectClient } from './connect-client.js';

/** `npm run search-attributes`: registers what Temporal's UI and CLI find orders by. */
try {
  const { temporal } = readSettings('worker', process.env, process.argv.slice(2));
  const { namespace } = temporal;
  const connection = await connectClient(temporal);
  try {
    await registerSearchAttributes(connection, namespace);
  } catch (error) {
    throw new StartError(
      `The search attributes of namespace "${namespace}" cannot be set: ${reasonOf(error)}`,
    );
  }
  console.log(
    `Orders placed from now on are found by OrderCustomerId and OrderState in namespace "${namespace}"`,
  );
  await connection.close();
} catch (error) {
  console.error(describeStartError(error));
  process.exitCode = 1;
}
