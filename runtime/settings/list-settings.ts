import { readFileSync, writeFileSync } from 'node:fs';
import { argv } from 'node:process';
import { fileURLToPath } from 'node:url';
import { withTable } from '../documents/table-in-document.js';
import type { Environment, Setting } from './settings.js';
import { settingsTable } from './settings.js';

/** `npm run settings` prints every setting; with `--write <file>` it updates the table in that document instead. */

const listed = settingsTable.filter(([, { internal }]) => internal !== true);

/** Name, meaning and value of every setting; secrets are masked. */
export function listSettings(environment: Environment): string {
  return listed
    .map(([name, setting]) => `${name}\n    ${setting.meaning}\n    ${stateOf(name, setting, environment)}`)
    .join('\n');
}

function stateOf(name: string, { secret, fallback, otherwise }: Setting, environment: Environment): string {
  const text = environment[name];
  if (text) return secret ? 'set (secret)' : `set: ${text}`;
  const file = secret && environment[`${name}_FILE`];
  if (file) return `set by the file ${file}`;
  return `not set${(fallback ?? otherwise) ? `: ${fallback ?? otherwise}` : ''}`;
}

/** The document with its table of settings brought up to date. */
export function withSettings(document: string): string {
  return withTable(document, 'settings', [
    ['setting', 'read by', 'for', 'default'],
    ...listed.map(([name, { readBy, meaning, fallback, otherwise = '' }]) => [
      `\`${name}\``,
      readBy.join(', '),
      meaning,
      fallback === undefined ? otherwise : `\`${fallback}\``,
    ]),
  ]);
}

if (argv[1] === fileURLToPath(import.meta.url)) {
  const [option, file] = argv.slice(2);
  if (option === '--write' && file !== undefined)
    writeFileSync(file, withSettings(readFileSync(file, 'utf8')));
  else console.log(listSettings(process.env));
}
