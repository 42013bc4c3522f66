import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { cacheFolder } from '../../local/cache-folder.js';

const version = '3.22.0';
const run = promisify(execFile);

/** The helm that `HELM` names, the one on the PATH, or the pinned release, built by Go once and kept. */
export async function findHelm(): Promise<string> {
  for (const candidate of [process.env.HELM, 'helm']) {
    if (candidate && (await run(candidate, ['version']).then(Boolean, () => false))) return candidate;
  }
  const folder = join(cacheFolder(), `helm-${version}`);
  const kept = join(folder, 'helm');
  if (!existsSync(kept)) {
    const environment = { ...process.env, GOBIN: folder, GOFLAGS: '-p=2' };
    await run('nice', ['go', 'install', `helm.sh/helm/v3/cmd/helm@v${version}`], { env: environment });
  }
  return kept;
}

/** What helm prints for these arguments; its own words when it refuses. */
export async function helm(tool: string, ...args: readonly string[]): Promise<string> {
  const { stdout } = await run(tool, [...args], { maxBuffer: 16 * 1024 * 1024 });
  return stdout;
}
