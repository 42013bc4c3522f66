import { parseArgs } from 'node:util';

/** The options of a simulation, within bounds, so that it always ends. */
export interface SimulationOptions {
  /** The address of the API, for HTTP and WebSocket. */
  readonly url: URL;
  readonly token: string | null;
  /** Orders a second. */
  readonly rate: number;
  readonly minutes: number;
  readonly couriers: boolean;
}

const usage = `npm run simulate -- [--rate 5] [--minutes 1] [--couriers] [--url http://localhost:4000/graphql] [--token …]

  --rate      orders a second, at most 100
  --minutes   for how long orders are placed, at most 60
  --couriers  also picks up and delivers what was ordered
  --url       the API
  --token     of an operator; or the variable SIMULATE_TOKEN. None for an API without authentication`;

/** Reads the arguments; throws an error with the usage if they are not valid. */
export function readOptions(args: readonly string[], environment: NodeJS.ProcessEnv): SimulationOptions {
  const { values } = parse(args);
  const url = URL.canParse(values.url) ? new URL(values.url) : null;
  if (url === null || !/^https?:$/.test(url.protocol))
    throw new Error(`--url must be an http or https URL.\n\n${usage}`);
  return {
    url,
    token: values.token ?? (environment.SIMULATE_TOKEN || null),
    rate: numberOf('--rate', values.rate, 100),
    minutes: numberOf('--minutes', values.minutes, 60),
    couriers: values.couriers,
  };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        url: { type: 'string', default: 'http://localhost:4000/graphql' },
        token: { type: 'string' },
        rate: { type: 'string', default: '5' },
        minutes: { type: 'string', default: '1' },
        couriers: { type: 'boolean', default: false },
      },
    });
  } catch (error) {
    throw new Error(`${(error as Error).message}\n\n${usage}`);
  }
}

function numberOf(name: string, text: string, most: number): number {
  const number = Number(text);
  if (number > 0 && number <= most) return number;
  throw new Error(`${name} must be above 0 and at most ${most}.\n\n${usage}`);
}
