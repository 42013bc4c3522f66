import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import type { Random } from '../feed/random.js';
import type { OwnServer } from '../stack/own-server.js';
import type { BadWay } from './bad-way.js';
import { moods } from './outside-world.js';
import type { ChaosSystem } from './system.js';

/** Something that goes wrong for a while; it is over when its promise settles. */
export interface Fault {
  readonly name: string;
  readonly run: () => Promise<void>;
}

const LONGEST_FAULT_MS = 6_000;

/** Draws the next thing to go wrong. */
export type FaultSource = (system: ChaosSystem, random: Random) => Fault;

/** The faults of processes and servers, and those of what lies between them. One of each kind is active at a time. */
export const faultSources: readonly FaultSource[] = [
  (system, random) => {
    const kind = random.pick([processFault, processFault, processFault, serverFault]);
    return kind(system, random, duration(random));
  },
  (system, random) => {
    const kind = random.pick([wayFault, wayFault, moodFault, moodFault, exhaustConnections, fillDisk]);
    return kind(system, random, duration(random));
  },
];

function duration(random: Random): number {
  return 200 + random.below(LONGEST_FAULT_MS);
}

function processFault({ processes }: ChaosSystem, random: Random, milliseconds: number): Fault {
  const name = random.pick([...processes.keys()]);
  const target = processes.get(name);
  if (!target) throw new Error(`There is no process ${name}`);
  switch (random.pick(['KILL', 'KILL', 'PAUSE', 'STOP'] as const)) {
    case 'KILL':
      return {
        name: `${name} is killed, and back after ${milliseconds} ms`,
        run: async () => {
          await target.kill();
          await sleep(milliseconds);
          await startAgain(() => target.restart());
        },
      };
    case 'PAUSE':
      return {
        name: `${name} pauses for ${milliseconds} ms`,
        run: async () => {
          target.freeze();
          await sleep(milliseconds);
          target.thaw();
        },
      };
    case 'STOP':
      return {
        name: `${name} is stopped, and back after ${milliseconds} ms`,
        run: async () => {
          await target.stop();
          await sleep(milliseconds);
          await startAgain(() => target.restart());
        },
      };
  }
}

function serverFault({ stack }: ChaosSystem, random: Random, milliseconds: number): Fault {
  const name = random.pick(['postgres', 'temporal'] as const);
  const server = stack[name] as OwnServer;
  switch (random.pick(['KILL', 'PAUSE'] as const)) {
    case 'KILL':
      return {
        name: `${name} is killed, and back after ${milliseconds} ms`,
        run: async () => {
          await server.kill();
          await sleep(milliseconds);
          await startIfEnded(server);
        },
      };
    case 'PAUSE':
      return {
        name: `${name} pauses for ${milliseconds} ms`,
        run: async () => {
          server.freeze();
          await sleep(milliseconds);
          server.thaw();
        },
      };
  }
}

function wayFault({ ways }: ChaosSystem, random: Random, milliseconds: number): Fault {
  const name = random.pick(['client', 'database', 'temporal'] as const);
  const way: BadWay = ways[name];
  const delay = 20 + random.below(400);
  switch (random.pick(['CUT', 'BLOCK', 'DELAY'] as const)) {
    case 'CUT':
      return { name: `connections on the way of ${name} are cut`, run: async () => way.cut() };
    case 'BLOCK':
      return {
        name: `the way of ${name} is blocked for ${milliseconds} ms`,
        run: async () => {
          way.refuse(true);
          way.cut();
          await sleep(milliseconds);
          way.refuse(false);
        },
      };
    case 'DELAY':
      return {
        name: `the way of ${name} takes ${delay} ms longer for ${milliseconds} ms`,
        run: async () => {
          way.delay(delay);
          await sleep(milliseconds);
          way.delay(0);
        },
      };
  }
}

function moodFault({ outside }: ChaosSystem, random: Random, milliseconds: number): Fault {
  const mood = random.pick(moods.filter((each) => each !== 'WELL'));
  return {
    name: `gateway, courier and inventory are ${mood} for ${2 * milliseconds} ms`,
    run: async () => {
      outside.behave(mood);
      await sleep(2 * milliseconds);
      outside.behave('WELL');
    },
  };
}

/** Opens connections until the database has no more to give. */
function exhaustConnections({ stack }: ChaosSystem, _random: Random, milliseconds: number): Fault {
  return {
    name: `the database has no connection left for ${milliseconds} ms`,
    run: async () => {
      const held: pg.Client[] = [];
      try {
        for (;;) {
          const client = new pg.Client({ connectionString: stack.addresses.databaseUrl });
          client.on('error', () => {});
          await client.connect();
          held.push(client);
        }
      } catch {
        await sleep(milliseconds);
      } finally {
        await Promise.allSettled(held.map((client) => client.end()));
      }
    },
  };
}

/** Leaves PostgreSQL no byte to write, which it may not survive. */
function fillDisk(system: ChaosSystem, random: Random, milliseconds: number): Fault {
  const { disk, stack } = system;
  if (!disk) return exhaustConnections(system, random, milliseconds);
  return {
    name: `the disk of the database is full for ${milliseconds} ms`,
    run: async () => {
      disk.fill();
      await sleep(milliseconds);
      disk.free();
      await startIfEnded(stack.postgres as OwnServer);
    },
  };
}

/** Two faults may have ended it, and only one of them starts it again. */
async function startIfEnded(server: OwnServer): Promise<void> {
  await startAgain(async () => {
    if (server.hasEnded()) await server.start();
  });
}

/** A process cannot start while a dependency is down as well: try until it does. */
async function startAgain(start: () => Promise<void>): Promise<void> {
  for (;;) {
    try {
      return await start();
    } catch {
      await sleep(500);
    }
  }
}
