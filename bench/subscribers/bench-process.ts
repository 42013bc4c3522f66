import type { ChildProcess } from 'node:child_process';
import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { ClientAnswer, ClientTask } from './client.js';

/** A server under measurement, in a process of its own. */
export interface BenchServer {
  readonly pid: number;
  readonly url: string;
  /** Live memory, after a collection, and what the operating system counts, in bytes. */
  memory(): Promise<{ readonly live: number; readonly resident: number }>;
  stop(): Promise<void>;
}

/** The process that watches. */
export interface BenchClient {
  readonly pid: number;
  do(task: ClientTask): Promise<ClientAnswer>;
  stop(): Promise<void>;
}

type Environment = Readonly<Record<string, string>>;

/** Starts one of the servers; the path counts from the build folder: `src/main.js` is ours. */
export async function startServer(script: string, environment: Environment): Promise<BenchServer> {
  const memoryReport = new URL('memory-report.js', import.meta.url).href;
  const child = start(`../../${script}`, environment, ['--expose-gc', '--import', memoryReport]);
  const { port } = await message<{ readonly port: number }>(child, 'port');
  return {
    pid: child.pid ?? 0,
    url: `ws://127.0.0.1:${port}/graphql`,
    async memory() {
      const report = message<{ readonly live: number; readonly resident: number }>(child, 'live');
      child.send('memory');
      return report;
    },
    stop: () => stop(child),
  };
}

export async function startClient(): Promise<BenchClient> {
  const child = start('client.js', {}, []);
  const waiting = new Map<number, (reply: { answer?: ClientAnswer; error?: string }) => void>();
  child.on('message', (reply: { number: number; answer?: ClientAnswer; error?: string }) => {
    waiting.get(reply.number)?.(reply);
    waiting.delete(reply.number);
  });
  let number = 0;
  return {
    pid: child.pid ?? 0,
    do: (task) =>
      new Promise((resolve, reject) => {
        number += 1;
        waiting.set(number, ({ answer, error }) => (answer ? resolve(answer) : reject(new Error(error))));
        child.send({ number, task });
      }),
    stop: () => stop(child),
  };
}

function start(script: string, environment: Environment, execArgv: string[]): ChildProcess {
  return fork(fileURLToPath(new URL(script, import.meta.url)), {
    execArgv,
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
}

/** The next message from the child that has this member. */
function message<Message>(child: ChildProcess, member: string): Promise<Message> {
  return new Promise((resolve, reject) => {
    const take = (each: object) => {
      if (!(member in each)) return;
      child.off('message', take);
      resolve(each as Message);
    };
    child.on('message', take);
    child.once('exit', (code) => reject(new Error(`the process ended with ${code}`)));
  });
}

async function stop(child: ChildProcess): Promise<void> {
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGTERM');
  await ended;
}
