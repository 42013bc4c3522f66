import { processorSeconds } from './processor-time.js';

/** Processor time by process, added up over the work that it is asked to look at; this process is the client. */
export class ProcessorMeter {
  readonly #processes: Readonly<Record<string, readonly number[]>>;
  readonly #used = new Map<string, number>();

  /** @param processes the process ids that go by a name */
  constructor(processes: Readonly<Record<string, readonly number[]>>) {
    this.#processes = processes;
  }

  /** The result of the work; what the processes use meanwhile is added. */
  async during<Result>(work: () => Promise<Result>): Promise<Result> {
    const before = this.#read();
    const result = await work();
    for (const [name, seconds] of this.#read()) {
      this.#used.set(name, (this.#used.get(name) ?? 0) + seconds - (before.get(name) ?? 0));
    }
    return result;
  }

  /** Milliseconds for each of so many pieces of work, by process, and in all. */
  each(count: number): readonly (readonly [name: string, milliseconds: number])[] {
    const each = [...this.#used].map(([name, seconds]) => [name, (seconds * 1_000) / count] as const);
    return [...each, ['all', each.reduce((sum, [, milliseconds]) => sum + milliseconds, 0)]];
  }

  #read(): ReadonlyMap<string, number> {
    const others = Object.entries(this.#processes).map(
      ([name, pids]) => [name, pids.reduce((sum, pid) => sum + processorSeconds(pid), 0)] as const,
    );
    // Its own only: all the others are its children.
    const { user, system } = process.cpuUsage();
    return new Map([...others, ['client', (user + system) / 1_000_000]]);
  }
}
