import { withoutSecrets } from '../../runtime/errors/without-secrets.js';

/** How our servers log: entries from this level on, with no secret in any text, the message and stack of an error included. */
export function logOptions(level: string) {
  return {
    level,
    redact: ['req.headers.authorization'],
    hooks: { streamWrite: lineWithoutSecrets },
  };
}

function lineWithoutSecrets(line: string): string {
  const entry = JSON.parse(line, (_name, value) =>
    typeof value === 'string' ? withoutSecrets(value) : value,
  );
  return `${JSON.stringify(entry)}\n`;
}
