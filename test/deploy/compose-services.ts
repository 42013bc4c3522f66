import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';

/** A service of the compose file, as far as it says how one of our processes is started. */
export interface ComposeService {
  readonly image: string;
  readonly command?: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
}

const file = fileURLToPath(new URL('../../deploy/compose/compose.yaml', import.meta.url));

/** The services of the compose file by name. */
export function composeServices(): Readonly<Record<string, ComposeService>> {
  return parse(readFileSync(file, 'utf8'), { merge: true }).services;
}
