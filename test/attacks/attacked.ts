import type { WireMessage } from '../feed/wire.js';
import { Wire } from '../feed/wire.js';
import type { Stack } from '../stack/stack.js';
import { startStack } from '../stack/stack.js';
import type { TokenRole } from '../stack/tokens.js';
import { mintToken } from '../stack/tokens.js';

const SECRET = 'a secret of the attack tests alone';

/** An API of its own, to be attacked, with a normal client beside the attacker. */
export interface Attacked extends AsyncDisposable {
  readonly stack: Stack;
  readonly graphqlUrl: string;
  token(role: TokenRole, sub: string, locations?: readonly string[]): Promise<string>;
  /** A socket of this caller, let in. */
  socket(token: string, url?: string): Promise<Wire>;
  /** Fails unless the normal client is served over HTTP, its socket still is, and the API was not restarted. */
  neighbourIsServed(): Promise<void>;
}

/** @param workers the task queues of each worker process; most attacks need none */
export async function startAttacked(
  environment: Readonly<Record<string, string>> = {},
  workers: readonly string[] = [],
): Promise<Attacked> {
  const stack = await startStack({ environment: { AUTH_SECRET: SECRET, ...environment }, workers });
  const { graphqlUrl, webSocketUrl } = stack.addresses;
  const token: Attacked['token'] = (role, sub, locations) =>
    mintToken(SECRET, { role, sub, ...(locations && { locations }) });
  const socket: Attacked['socket'] = async (bearer, url = webSocketUrl) =>
    new Wire(url).init(`Bearer ${bearer}`);
  const nora = await token('manager', 'nora');
  const neighbour = await socket(nora);
  let asked = 0;
  return {
    stack,
    graphqlUrl,
    token,
    socket,
    async neighbourIsServed() {
      const answer = await post(graphqlUrl, { query: '{ orders(first: 1) { nodes { id } } }' }, nora);
      if (!Array.isArray(answer.body.data?.orders.nodes)) throw new Error(JSON.stringify(answer));
      asked += 1;
      neighbour.subscribe(`neighbour-${asked}`, '{ viewer { actorId } }');
      const message = await answerTo(neighbour, `neighbour-${asked}`);
      if (message.type !== 'next') throw new Error(JSON.stringify(message));
    },
    async [Symbol.asyncDispose]() {
      await neighbour.close();
      await stack[Symbol.asyncDispose]();
    },
  };
}

/** The first message that came under this id. */
export async function answerTo(wire: Wire, id: string): Promise<WireMessage> {
  for (;;) {
    const message = await wire.next();
    if (message.id === id) return message;
  }
}

/** The code of the error that this message brings. */
export function codeIn(message: WireMessage): string | undefined {
  const payload = message.payload as
    | readonly { extensions?: { code?: string } }[]
    | { errors?: readonly { extensions?: { code?: string } }[] };
  const errors = 'length' in payload ? payload : payload.errors;
  return errors?.[0]?.extensions?.code;
}

export interface Posted {
  readonly status: number;
  // biome-ignore lint/suspicious/noExplicitAny: whatever the query asked for
  readonly body: any;
}

/** Sends a body unchanged, even one that no client library would send. */
export async function post(
  url: string,
  body: object | string,
  token: string,
  signal: AbortSignal | null = null,
): Promise<Posted> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: typeof body === 'string' ? body : JSON.stringify(body),
    signal,
  });
  return { status: response.status, body: await response.json() };
}
