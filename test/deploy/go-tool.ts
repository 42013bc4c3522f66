import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { cacheFolder } from '../../local/cache-folder.js';

const run = promisify(execFile);

/** A program that Go builds from a pinned release. */
export interface GoTool {
  readonly name: string;
  readonly source: string;
  readonly version: string;
  /** The arguments that show whether it is installed. */
  readonly probe: readonly string[];
}

/** The tool that the variable of its name in capitals names, the one on the PATH, or the pinned release, built once and kept. */
export async function findGoTool({ name, source, version, probe }: GoTool): Promise<string> {
  for (const candidate of [process.env[name.toUpperCase()], name]) {
    if (candidate && (await run(candidate, [...probe]).then(Boolean, () => false))) return candidate;
  }
  const folder = join(cacheFolder(), `${name}-${version}`);
  const kept = join(folder, name);
  if (!existsSync(kept)) {
    const environment = { ...process.env, GOBIN: folder, GOFLAGS: '-p=2', CGO_ENABLED: '0' };
    await run('nice', ['go', 'install', `${source}@v${version}`], { env: environment });
  }
  return kept;
}

/** What the tool prints for these arguments; its own words when it refuses. */
export async function runTool(tool: string, ...args: readonly string[]): Promise<string> {
  const { stdout } = await run(tool, [...args], { maxBuffer: 16 * 1024 * 1024 });
  return stdout;
}
