// Attacks a whole system of its own and says what became of it and of a normal client: npm run attack -- [name]
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const vitest = fileURLToPath(new URL('../../node_modules/vitest/vitest.mjs', import.meta.url));
const { status } = spawnSync(process.execPath, [vitest, 'run', '--config', 'test/attacks/vitest.config.ts'], {
  cwd: fileURLToPath(new URL('../..', import.meta.url)),
  env: { ...process.env, ATTACK: process.argv[2] ?? '' },
  stdio: 'inherit',
});
process.exitCode = status ?? 1;
