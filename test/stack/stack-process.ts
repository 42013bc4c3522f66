import type { NodeProcess } from '../../local/node-process.js';
import { startNodeProcess } from '../../local/node-process.js';
import { within } from '../../runtime/retry/time-limit.js';
import { PATIENCE } from '../patience.js';

/** A process of a stack that a test may disturb. */
export interface StackProcess {
  readonly pid: number;
  /** What it has printed, the latest 500 lines. */
  output(): string;
  /** Ends it at once, like a crash. */
  kill(): Promise<void>;
  /** Ends it gracefully, like an operator. */
  stop(): Promise<void>;
  freeze(): void;
  thaw(): void;
  /** Starts it again after kill or stop; the API on the port it had. */
  restart(): Promise<void>;
}

/** A stack process that serves HTTP. */
export interface StackApi extends StackProcess {
  readonly port: number;
}

/** Starts one of our processes from the build folder and waits until it is ready. */
export async function startStackProcess(
  script: string,
  args: readonly string[],
  environment: NodeJS.ProcessEnv,
): Promise<StackApi> {
  const lines: string[] = [];
  let port = 0;
  const start = async (): Promise<NodeProcess> => {
    const started = startNodeProcess({
      script,
      args,
      environment: { ...environment, PORT: String(port) },
      onLine: (line) => {
        lines.push(line);
        if (lines.length > 500) lines.shift();
        if (process.env.STACK_OUTPUT !== undefined) console.log(`${script} ${args.join(' ')} | ${line}`);
      },
    });
    try {
      const report = await within(PATIENCE, started.ready);
      if (report === null) throw new Error(`${script} did not get ready`);
      port = report.port ?? 0;
    } catch (error) {
      await started.stop();
      throw new Error(`${(error as Error).message}\n${lines.join('\n')}`);
    }
    return started;
  };
  let current = await start();
  return {
    get pid() {
      return current.identity.pid;
    },
    get port() {
      return port;
    },
    output: () => lines.join('\n'),
    kill: async () => {
      current.signal('SIGKILL');
      await current.ended;
    },
    stop: () => current.stop(),
    freeze: () => current.signal('SIGSTOP'),
    thaw: () => current.signal('SIGCONT'),
    restart: async () => {
      await current.stop();
      current = await start();
    },
  };
}
