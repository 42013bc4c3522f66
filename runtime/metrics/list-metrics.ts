import { readFileSync, writeFileSync } from 'node:fs';
import { argv } from 'node:process';
import { fileURLToPath } from 'node:url';
import { withTable } from '../documents/table-in-document.js';
import type { Metric } from './metrics.js';
import { metrics } from './metrics.js';

/** `npm run metrics` prints every metric; with `--write <file>` it updates the table in that document instead. */

const rows = [
  ['metric', 'kind', 'labels', 'served by', 'meaning'],
  ...Object.entries<Metric>(metrics).map(([name, { kind, labels = [], servedBy, meaning }]) => [
    `\`${name}\``,
    kind,
    labels.join(', '),
    servedBy,
    meaning,
  ]),
];

/** The document with its table of metrics brought up to date. */
export function withMetrics(document: string): string {
  return withTable(document, 'metrics', rows);
}

if (argv[1] === fileURLToPath(import.meta.url)) {
  const [option, file] = argv.slice(2);
  if (option === '--write' && file !== undefined)
    writeFileSync(file, withMetrics(readFileSync(file, 'utf8')));
  else
    for (const [name, kind, , servedBy, meaning] of rows.slice(1))
      console.log(`${name} (${kind}, ${servedBy})\n    ${meaning}`);
}
