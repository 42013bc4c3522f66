import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * Builds what the processes run. Skips a step whose inputs have not changed since its last success.
 * `node build/build.mjs [--only compile|bundle|web]`
 */

const root = fileURLToPath(new URL('..', import.meta.url));
const memoryFile = join(root, 'dist', '.build.json');

/** Every build depends on these. */
const always = ['package-lock.json', 'tsconfig.json'];

export const documents = ['README.md', 'ARCHITECTURE.md', 'CONTRIBUTING.md', 'CHANGELOG.md'];

export const steps = {
  compile: {
    title: 'the processes',
    command: ['node_modules/.bin/tsc', '-p', 'tsconfig.build.json'],
    inputs: [
      'tsconfig.build.json',
      ...[
        'schema',
        'runtime',
        'src',
        'workers',
        'database',
        'simulate',
        'local',
        'bench',
        'deploy',
        'test/stack',
      ],
    ],
    output: 'dist/local/main.js',
  },
  bundle: {
    title: 'the workflow bundle',
    command: [process.execPath, 'dist/workers/bundle.js'],
    // Coarser than the bundle: the bundler picks the files that it needs from these folders.
    inputs: ['schema', 'workers'],
    output: 'dist/workers/workflow-bundle.js',
    after: 'compile',
  },
  web: {
    title: 'the web app',
    command: ['node_modules/.bin/vite', 'build', 'web', '--logLevel', 'warn'],
    // The documents become pages of the web app.
    inputs: ['schema', 'web', 'docs', 'bench/README.md', 'deploy/README.md', ...documents],
    output: 'dist/web/index.html',
  },
};

/** Runs the steps that are due, and reports them. Throws a one-line error if one fails. */
export async function build(wanted = Object.keys(steps)) {
  const memory = readMemory();
  const due = wanted.filter((name) => !isFresh(steps[name], memory[name]));
  if (due.length === 0) return;
  if (/[#?]/.test(root)) {
    throw new Error(
      `webpack and Vite build nothing in a folder with # or ? in its name: move ${root} elsewhere`,
    );
  }
  console.log(`building ${due.map((name) => steps[name].title).join(', ')}`);
  const running = {};
  for (const name of due) {
    running[name] = (async () => {
      await running[steps[name].after];
      await runStep(name);
    })();
  }
  const results = await Promise.allSettled(Object.values(running));
  const failed = results.find((result) => result.status === 'rejected');
  if (failed) throw failed.reason;
}

async function runStep(name) {
  const { title, command, inputs } = steps[name];
  const started = performance.now();
  // Taken before the step: a change while it runs makes it due again.
  const fingerprint = fingerprintOf(inputs);
  // A failed compiler may have written something, so the earlier success no longer counts.
  writeMemory(name, undefined);
  const { code, output } = await run(command);
  if (code !== 0) throw new Error(`${title} could not be built:\n${output.trimEnd()}`);
  const seconds = (performance.now() - started) / 1000;
  if (seconds > 1) console.log(`built ${title} in ${seconds.toFixed(1)} s`);
  writeMemory(name, fingerprint);
}

function run([command, ...args]) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (chunk) => {
        output += chunk;
      });
    }
    child.once('error', () => reject(new Error(`${command} is missing; run "npm install" first`)));
    child.once('close', (code) => resolve({ code, output }));
  });
}

function isFresh(step, remembered) {
  return existsSync(join(root, step.output)) && fingerprintOf(step.inputs) === remembered;
}

function fingerprintOf(inputs) {
  const hash = createHash('sha256');
  for (const file of [...always, ...inputs].flatMap(filesOf).sort()) {
    hash
      .update(`${file}\0`)
      .update(readFileSync(join(root, file)))
      .update('\0');
  }
  return hash.digest('hex');
}

function filesOf(path) {
  const found = statSync(join(root, path), { throwIfNoEntry: false });
  if (found === undefined) return [];
  if (found.isFile()) return [path];
  return readdirSync(join(root, path)).flatMap((name) => filesOf(join(path, name)));
}

function readMemory() {
  try {
    return JSON.parse(readFileSync(memoryFile, 'utf8'));
  } catch {
    return {};
  }
}

function writeMemory(name, fingerprint) {
  mkdirSync(join(root, 'dist'), { recursive: true });
  writeFileSync(memoryFile, JSON.stringify({ ...readMemory(), [name]: fingerprint }));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const only = process.argv.indexOf('--only');
  const wanted = only === -1 ? undefined : process.argv.slice(only + 1);
  try {
    await build(wanted);
  } catch (error) {
    console.error(error.message);
    process.exitCode = 1;
  }
}
