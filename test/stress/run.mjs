// Runs the tests several times over, with the processor left alone or kept busy, and says what became of each run.
import { fork, spawn } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { createWriteStream, mkdtempSync, readFileSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const MOST_RUNS = 50;
/** Of one run, after which it is stopped and counts as failed. */
const LONGEST_RUN_MS = 60 * 60_000;

const { values, positionals } = parseArgs({
  options: { runs: { type: 'string', default: '3' }, busy: { type: 'boolean', default: false } },
  allowPositionals: true,
});
const runs = Number(values.runs);
if (!Number.isInteger(runs) || runs < 1 || runs > MOST_RUNS) {
  console.error(`--runs takes a number from 1 to ${MOST_RUNS}.`);
  process.exit(1);
}

const vitest = fileURLToPath(new URL('../../node_modules/vitest/vitest.mjs', import.meta.url));
const busyLoop = fileURLToPath(new URL('busy-loop.mjs', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'order-management-stress-'));
console.log(
  `Node ${process.version}, ${availableParallelism()} cores${values.busy ? ', kept busy' : ''}; logs in ${folder}`,
);

let failedRuns = 0;
for (let run = 1; run <= runs; run += 1) {
  const seed = String(randomInt(2 ** 31));
  const started = performance.now();
  const loops = values.busy ? Array.from({ length: availableParallelism() }, () => fork(busyLoop)) : [];
  const { code, results } = await runOnce(join(folder, `run-${run}`), seed);
  for (const loop of loops) loop.kill('SIGKILL');
  const seconds = Math.round((performance.now() - started) / 1_000);
  const counts = results
    ? `${results.numPassedTests} passed, ${results.numFailedTests} failed`
    : 'no results';
  console.log(`run ${run} of ${runs}: ${counts} in ${seconds} s, exit code ${code}, TEST_SEED=${seed}`);
  for (const name of failuresOf(results)) console.log(`  failed: ${name}`);
  if (run === 1) for (const line of slowestFilesOf(results)) console.log(`  ${line}`);
  if (code !== 0) failedRuns += 1;
}
console.log(failedRuns === 0 ? 'every run passed' : `${failedRuns} of ${runs} runs failed`);
process.exitCode = failedRuns === 0 ? 0 : 1;

function runOnce(name, seed) {
  const report = `${name}.json`;
  const log = createWriteStream(`${name}.log`);
  const child = spawn(
    process.execPath,
    [vitest, 'run', ...positionals, '--reporter=default', '--reporter=json', `--outputFile.json=${report}`],
    { env: { ...process.env, TEST_SEED: seed }, stdio: ['ignore', 'pipe', 'pipe'] },
  );
  for (const output of [child.stdout, child.stderr]) output.on('data', (chunk) => log.write(chunk));
  const limit = setTimeout(() => child.kill('SIGTERM'), LONGEST_RUN_MS);
  return new Promise((resolve) => {
    child.once('close', (code, signal) => {
      clearTimeout(limit);
      log.end();
      resolve({ code: code ?? signal, results: parsed(report) });
    });
  });
}

/** The report of a run; none when it was broken off. */
function parsed(report) {
  try {
    return JSON.parse(readFileSync(report, 'utf8'));
  } catch {
    return null;
  }
}

function failuresOf(results) {
  return (results?.testResults ?? []).flatMap(({ name, status, message, assertionResults }) => {
    const failed = assertionResults.filter((one) => one.status === 'failed');
    if (failed.length === 0 && status === 'failed') return [`${name}: ${message}`];
    return failed.map(({ fullName }) => `${name}: ${fullName}`);
  });
}

function slowestFilesOf(results) {
  const files = (results?.testResults ?? []).map(({ name, startTime, endTime }) => ({
    name: name.slice(process.cwd().length + 1),
    seconds: (endTime - startTime) / 1_000,
  }));
  const slowest = files.toSorted((one, other) => other.seconds - one.seconds).slice(0, 10);
  return slowest.map(({ name, seconds }) => `${seconds.toFixed(1).padStart(6)} s  ${name}`);
}
