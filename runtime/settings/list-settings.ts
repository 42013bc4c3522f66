import { readFileSync, writeFileSync } from 'node:fs';
import { argv } from 'node:process';
import { fileURLToPath } from 'node:url';
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

const begin = '<!-- settings: made by npm run settings -->';
const end = '<!-- end of settings -->';

/** The document with its table of settings brought up to date. */
export function withSettings(document: string): string {
  const [before, rest] = document.split(begin);
  const after = rest?.split(end)[1];
  if (before === undefined || after === undefined)
    throw new Error('the document has no place for the settings');
  return `${before}${begin}\n\n${settingsAsMarkdown()}\n\n${end}${after}`;
}

function settingsAsMarkdown(): string {
  const rows = [
    ['setting', 'read by', 'for', 'default'],
    ...listed.map(([name, { readBy, meaning, fallback, otherwise = '' }]) => [
      `\`${name}\``,
      readBy.join(', '),
      meaning,
      fallback === undefined ? otherwise : `\`${fallback}\``,
    ]),
  ];
  const widths = [0, 1, 2, 3].map((column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const lines = rows.map(
    (row) => `| ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`,
  );
  return [lines[0], `| ${widths.map((width) => '-'.repeat(width)).join(' | ')} |`, ...lines.slice(1)].join(
    '\n',
  );
}

if (argv[1] === fileURLToPath(import.meta.url)) {
  const [option, file] = argv.slice(2);
  if (option === '--write' && file !== undefined)
    writeFileSync(file, withSettings(readFileSync(file, 'utf8')));
  else console.log(listSettings(process.env));
}
