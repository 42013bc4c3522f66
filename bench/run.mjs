// Builds everything and runs one benchmark: npm run bench -- <a folder of bench> [arguments]
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const [name = '', ...args] = process.argv.slice(2);
const script = fileURLToPath(new URL(`../dist/bench/${name}/main.js`, import.meta.url));
const build = fileURLToPath(new URL('../build/build.mjs', import.meta.url));

const run = (file, fileArgs) => {
  const { status } = spawnSync(process.execPath, ['--enable-source-maps', file, ...fileArgs], {
    stdio: 'inherit',
  });
  if (status !== 0) process.exit(status ?? 1);
};

run(build, []);
if (name === '' || !existsSync(script)) {
  console.error(
    'Name a benchmark: npm run bench -- orders, reference, latency, cluster, subscribers, listeners, million or hot-sku',
  );
  process.exit(1);
}
run(script, args);
