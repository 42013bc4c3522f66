import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { promisify } from 'node:util';
import ignore from '@balena/dockerignore';
import { DockerfileParser } from 'dockerfile-ast';

/** What an engine would start a container with. */
export interface BuiltImage {
  /** Stands for `/` in the container. */
  readonly folder: string;
  readonly workingDirectory: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly user: number;
  readonly entrypoint: readonly string[];
  readonly command: readonly string[];
}

type Instruction = ReturnType<ReturnType<typeof DockerfileParser.parse>['getInstructions']>[number];

/** One stage while it is built. */
interface Stage {
  readonly folder: string;
  readonly environment: Record<string, string>;
  workingDirectory: string;
  user: number;
  entrypoint: readonly string[];
  command: readonly string[];
}

/**
 * Runs the project's Dockerfile in folders of this machine, each of which stands for the file system of a stage. The
 * base image is this machine; everything else, from the ignored files to the commands, is done like in a container
 * engine.
 */
export async function buildImageInFolder(context: string, folder: string): Promise<BuiltImage> {
  const dockerfile = DockerfileParser.parse(readFileSync(join(context, 'Dockerfile'), 'utf8'));
  const ignored = ignore.default().add(readFileSync(join(context, '.dockerignore'), 'utf8'));
  const stages = new Map<string, Stage>();
  let stage: Stage | undefined;
  for (const instruction of dockerfile.getInstructions()) {
    const words = instruction.getArguments().map((word) => word.getValue());
    const keyword = instruction.getKeyword();
    if (keyword === 'FROM') {
      const name = words[2] ?? 'last';
      stage = newStage(join(folder, name));
      stages.set(name, stage);
      continue;
    }
    if (stage === undefined) continue;
    switch (keyword) {
      case 'WORKDIR':
        stage.workingDirectory = words[0] as string;
        mkdirSync(inStage(stage, stage.workingDirectory), { recursive: true });
        break;
      case 'ENV':
        for (const word of words) {
          const [name = '', value = ''] = word.split(/=(.*)/);
          stage.environment[name] = value;
        }
        break;
      case 'COPY': {
        const from = flagOf(instruction, 'from');
        const source = from === undefined ? undefined : stages.get(from);
        for (const path of words.slice(0, -1)) copy(path, words.at(-1) as string, stage, source);
        break;
      }
      case 'RUN':
        await run(instruction.getArgumentsContent() as string, stage);
        break;
      case 'USER':
        stage.user = Number((words[0] as string).split(':')[0]);
        break;
      case 'ENTRYPOINT':
        stage.entrypoint = JSON.parse(instruction.getArgumentsContent() as string);
        break;
      case 'CMD':
        stage.command = JSON.parse(instruction.getArgumentsContent() as string);
        break;
      case 'EXPOSE':
        break;
      default:
        throw new Error(`What does ${keyword} do here?`);
    }
  }
  return stage as Stage;

  function copy(from: string, to: string, target: Stage, source: Stage | undefined): void {
    const origin = source === undefined ? resolve(context, from) : inStage(source, from);
    const name = to.endsWith('/') ? join(to, relative(resolve(origin, '..'), origin)) : to;
    cpSync(origin, inStage(target, name), {
      recursive: true,
      verbatimSymlinks: true,
      filter: (path) => {
        const inContext = relative(context, path);
        return source !== undefined || inContext === '' || !ignored.ignores(inContext);
      },
    });
  }
}

function newStage(folder: string): Stage {
  mkdirSync(folder, { recursive: true });
  return { folder, environment: {}, workingDirectory: '/', user: 0, entrypoint: [], command: [] };
}

function inStage(stage: Stage, path: string): string {
  return join(stage.folder, resolve(stage.workingDirectory, path));
}

function flagOf(instruction: Instruction, name: string): string | undefined {
  const { getFlags } = instruction as unknown as {
    readonly getFlags?: () => readonly { getName(): string; getValue(): string | null }[];
  };
  const flag = getFlags?.call(instruction).find((each) => each.getName() === name);
  return flag?.getValue() ?? undefined;
}

/** As `/bin/sh` of the image; the cache of npm is this machine's. */
async function run(command: string, stage: Stage): Promise<void> {
  const { HOME, PATH } = process.env;
  try {
    await promisify(execFile)('/bin/sh', ['-ec', command], {
      cwd: inStage(stage, '.'),
      env: { HOME, PATH, ...stage.environment },
      maxBuffer: 64 * 1024 * 1024,
    });
  } catch (error) {
    const { stdout, stderr } = error as { readonly stdout: string; readonly stderr: string };
    throw new Error(`RUN ${command}\n${stdout}${stderr}`);
  }
}
