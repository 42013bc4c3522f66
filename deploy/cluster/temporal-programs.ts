import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { cacheFolder } from '../../local/cache-folder.js';
import { StartError } from '../../runtime/errors/start-error.js';

/** Newer versions need a newer Go than most machines have. */
const version = '1.32.0';

/** Temporal's server, which runs any of its roles, and the tool that creates its tables. */
export interface TemporalPrograms {
  readonly server: string;
  readonly sql: string;
}

/** Builds both with Go, or uses an earlier build. The first build takes about eleven minutes on two cores. */
export async function buildTemporal(say: (line: string) => void): Promise<TemporalPrograms> {
  const folder = join(cacheFolder(), `cluster-${version}`);
  const programs = { server: join(folder, 'server'), sql: join(folder, 'sql') };
  for (const [name, path] of [
    ['server', 'cmd/server'],
    ['sql', 'cmd/tools/sql'],
  ] as const) {
    if (existsSync(programs[name])) continue;
    say(`building Temporal's ${name} ${version} with Go; this takes minutes`);
    await install(`go.temporal.io/server/${path}@v${version}`, folder);
  }
  return programs;
}

/** Go moves the finished programs into the folder. It runs at low priority, because others may use the machine. */
async function install(program: string, folder: string): Promise<void> {
  const child = spawn('nice', ['-n', '15', 'go', 'install', program], {
    env: { ...process.env, GOBIN: folder, GOFLAGS: '-p=2', CGO_ENABLED: '0' },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let errors = '';
  child.stderr.on('data', (chunk: Buffer) => {
    errors = (errors + chunk).slice(-2_000);
  });
  await new Promise<void>((resolve, reject) => {
    child.once('error', () => reject(new StartError('There is no Go to build the Temporal cluster with.')));
    child.once('close', (code) => {
      if (code === 0) resolve();
      else reject(new StartError(`Go could not build ${program}:\n${errors.trimEnd()}`));
    });
  });
}
