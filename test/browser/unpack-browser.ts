import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PATIENCE } from '../patience.js';
import type { FoundBrowser } from './found-browser.js';

/**
 * Unpacks the browser of `@sparticuz/chromium`, once for a machine. Made for a cloud function that has nothing, it
 * brings the libraries and fonts that a bare machine lacks: it unpacks them only where it thinks it is in one.
 */
export async function unpackBrowser(): Promise<FoundBrowser> {
  const folder = join(tmpdir(), `order-management-chromium-${packageVersion()}`);
  const executablePath = join(folder, 'chromium');
  // In a folder of its own first: test files run side by side, and none may meet a half of it.
  if (!existsSync(executablePath)) {
    const fresh = mkdtempSync(join(tmpdir(), 'chromium-'));
    const before = { ...process.env };
    Object.assign(process.env, { TMPDIR: fresh, AWS_LAMBDA_JS_RUNTIME: 'nodejs20.x' });
    try {
      const { default: sparticuz } = await import('@sparticuz/chromium');
      await sparticuz.executablePath();
    } finally {
      for (const name of Object.keys(process.env)) {
        const value = before[name];
        if (value === undefined) delete process.env[name];
        else process.env[name] = value;
      }
    }
    try {
      renameSync(fresh, folder);
    } catch {
      rmSync(fresh, { recursive: true, force: true });
    }
  }
  const env = {
    ...(existsSync('/etc/fonts/fonts.conf') ? {} : { FONTCONFIG_PATH: join(folder, 'fonts') }),
    ...(starts(executablePath) ? {} : { LD_LIBRARY_PATH: join(folder, 'al2023', 'lib') }),
  };
  return { executablePath, env };
}

function starts(executablePath: string): boolean {
  return spawnSync(executablePath, ['--version'], { timeout: PATIENCE }).status === 0;
}

function packageVersion(): string {
  const require = createRequire(import.meta.url);
  const description = join(require.resolve('@sparticuz/chromium'), '..', '..', '..', 'package.json');
  return (JSON.parse(readFileSync(description, 'utf8')) as { readonly version: string }).version;
}
