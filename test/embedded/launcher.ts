import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { GuardedProcess } from '../../local/guard.js';
import type { ProcessIdentity } from '../../local/process-identity.js';
import { descendantsOf, identify, isRunning } from '../../local/process-identity.js';
import { PATIENCE } from '../patience.js';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** A launcher under test, in a data folder of its own. */
export class Launcher {
  readonly #child: ChildProcess;
  readonly #dataFolder: string;
  readonly exitCode: Promise<number | string>;
  output = '';

  /** Runs the command as a user would, with these settings. */
  constructor(
    dataFolder: string,
    environment: NodeJS.ProcessEnv,
    command = [process.execPath, 'local/start.mjs'],
  ) {
    this.#dataFolder = dataFolder;
    const inherited = Object.entries(process.env).filter(
      ([name]) => !/^(npm_|TEMPORAL_|AUTH_|DATABASE_URL|CUSTOMER_)/.test(name),
    );
    this.#child = spawn(command[0] as string, command.slice(1), {
      cwd: root,
      env: { ...Object.fromEntries(inherited), DATA_DIR: dataFolder, ...environment },
      // A group of its own, as a terminal makes one.
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    for (const stream of [this.#child.stdout, this.#child.stderr]) {
      stream?.on('data', (chunk: Buffer) => {
        this.output += chunk.toString();
      });
    }
    this.exitCode = new Promise((resolve) => {
      this.#child.once('exit', (code, signal) => resolve(code ?? (signal as string)));
    });
  }

  get identity(): ProcessIdentity {
    return identify(this.#child.pid as number) as ProcessIdentity;
  }

  /** Every process that it has started, with theirs. */
  get family(): readonly ProcessIdentity[] {
    return descendantsOf(this.identity);
  }

  /** The processes that it guards. */
  get guarded(): readonly ProcessIdentity[] {
    const ledger = readFileSync(join(this.#dataFolder, 'processes.json'), 'utf8');
    return (JSON.parse(ledger) as GuardedProcess[]).map(({ identity }) => identity);
  }

  signal(signal: NodeJS.Signals): void {
    this.#child.kill(signal);
  }

  /** As Ctrl-C in a terminal does: to the command and all in its group. */
  signalGroup(signal: NodeJS.Signals): void {
    process.kill(-(this.#child.pid as number), signal);
  }

  async untilReady(): Promise<void> {
    await this.untilSaid('Ctrl-C stops all of it.');
  }

  async untilSaid(text: string): Promise<void> {
    await until(
      () => {
        if (this.#child.exitCode !== null)
          throw new Error(`it ended before it said "${text}":\n${this.output}`);
        return this.output.includes(text);
      },
      () => `it never said "${text}":\n${this.output}`,
    );
  }
}

/** Waits until none of them runs any more. */
export async function untilGone(processes: readonly ProcessIdentity[]): Promise<void> {
  await until(
    () => !processes.some(isRunning),
    () => 'some processes do not end',
  );
}

export async function until(holds: () => boolean | Promise<boolean>, otherwise: () => string): Promise<void> {
  const deadline = Date.now() + PATIENCE;
  while (!(await holds())) {
    if (Date.now() > deadline) throw new Error(otherwise());
    await sleep(100);
  }
}

/** The command line of a process; empty when it has ended. */
export function commandLineOf({ pid }: ProcessIdentity): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
  } catch {
    return '';
  }
}
