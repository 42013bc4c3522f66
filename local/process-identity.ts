import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

/** Identifies a process, so that a later one with the same number is not mistaken for it. */
export interface ProcessIdentity {
  readonly pid: number;
  readonly startedAt: string;
}

/** The identity of a running process; undefined if no process has this number (zombies do not count). */
export function identify(pid: number): ProcessIdentity | undefined {
  const startedAt = process.platform === 'linux' ? startTimeFromProc(pid) : startTimeFromPs(pid);
  return startedAt === undefined ? undefined : { pid, startedAt };
}

/** Whether this very process still runs. */
export function isRunning(identity: ProcessIdentity): boolean {
  return identify(identity.pid)?.startedAt === identity.startedAt;
}

/** Signals the process if it is still the same one. */
export function signalProcess(identity: ProcessIdentity, signal: NodeJS.Signals): void {
  if (!isRunning(identity)) return;
  try {
    process.kill(identity.pid, signal);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

/** Stops the process with its own stop signal, and with SIGKILL when that has not worked in time. */
export async function stopProcess(
  identity: ProcessIdentity,
  signal: NodeJS.Signals,
  graceMilliseconds: number,
): Promise<void> {
  signalProcess(identity, signal);
  // A frozen process handles its stop signal only after it continues.
  for (const each of [identity, ...descendantsOf(identity)]) signalProcess(each, 'SIGCONT');
  const deadline = Date.now() + graceMilliseconds;
  while (isRunning(identity)) {
    if (Date.now() > deadline) signalProcess(identity, 'SIGKILL');
    await sleep(25);
  }
}

/** All descendants of this process. */
export function descendantsOf(identity: ProcessIdentity): readonly ProcessIdentity[] {
  const parents = process.platform === 'linux' ? parentsFromProc() : parentsFromPs();
  const found = new Set([identity.pid]);
  // A child may have a lower number than its parent: repeat until nothing is added.
  for (let before = 0; before < found.size; ) {
    before = found.size;
    for (const [pid, parent] of parents) if (found.has(parent)) found.add(pid);
  }
  found.delete(identity.pid);
  return [...found].map((pid) => identify(pid)).filter((each) => each !== undefined);
}

function parentsFromProc(): readonly (readonly [pid: number, parent: number])[] {
  const numbers = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  return numbers.map((name) => [Number(name), Number(statFields(Number(name))?.[1] ?? 0)]);
}

function parentsFromPs(): readonly (readonly [pid: number, parent: number])[] {
  const lines = execFileSync('ps', ['-A', '-o', 'pid=,ppid='], { encoding: 'utf8' }).trim().split('\n');
  return lines.map((line) => {
    const [pid, parent] = line.trim().split(/\s+/).map(Number);
    return [pid ?? 0, parent ?? 0];
  });
}

/** The fields of /proc/<pid>/stat from the state on. */
function statFields(pid: number): readonly string[] | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The command's name, in parentheses, may contain blanks and parentheses.
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  } catch {
    return undefined;
  }
}

function startTimeFromProc(pid: number): string | undefined {
  const fields = statFields(pid);
  return fields?.[0] === 'Z' || fields?.[0] === 'X' ? undefined : fields?.[19];
}

function startTimeFromPs(pid: number): string | undefined {
  try {
    const line = execFileSync('ps', ['-o', 'stat=,lstart=', '-p', String(pid)], { encoding: 'utf8' }).trim();
    return line === '' || line.startsWith('Z') ? undefined : line.split(/\s+/).slice(1).join(' ');
  } catch {
    return undefined;
  }
}
