import { spawnSync } from 'node:child_process';

/** `npm run audit`: fails if a production package has a known serious vulnerability, where the registry can report it. */
const { stdout, error } = spawnSync('npm', ['audit', '--omit=dev', '--json'], {
  encoding: 'utf8',
  timeout: 60_000,
});
const found = reportOf(stdout)?.metadata?.vulnerabilities;
if (found === undefined) {
  console.log(
    `not audited: the package registry cannot report vulnerabilities (${error?.message ?? 'no report'})`,
  );
} else {
  const counts = ['critical', 'high', 'moderate', 'low'].map((level) => `${found[level] ?? 0} ${level}`);
  console.log(
    `known vulnerabilities in production packages: ${counts.join(', ')} (npm audit --omit=dev lists them)`,
  );
  process.exitCode = found.critical + found.high > 0 ? 1 : 0;
}

function reportOf(text) {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
