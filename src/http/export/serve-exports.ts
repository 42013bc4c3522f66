import type { ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { GraphQLError } from 'graphql';
import type { Caller } from '../../auth/caller.js';
import { mayDo, onlyCustomer } from '../../auth/permissions.js';
import { forbidden, tooManyRequests } from '../../errors/api-errors.js';
import { Allowance } from '../../limits/allowance.js';
import { readOrderPage } from '../../store/read-order-page.js';
import { admit } from '../admit.js';
import type { GraphQLOptions } from '../serve-graphql.js';
import type { ExportArguments } from './export-arguments.js';
import { costOfExportedOrder, exportArguments } from './export-arguments.js';
import type { ExportedPage } from './export-text.js';
import { exportText } from './export-text.js';

/** The most orders of one export. */
const MAX_ROWS = 100_000;
/** What is held of an export that its caller has yet to read. */
const HELD_BYTES = 512 * 1024;
/** After how many seconds a caller may try again when there are too many exports. */
const RETRY_AFTER = 5;

const statuses: Readonly<Record<string, number>> = {
  FORBIDDEN: 403,
  TOO_MANY_REQUESTS: 429,
  UNAVAILABLE: 503,
  INTERNAL_SERVER_ERROR: 500,
};

/**
 * Serves the list of orders as a CSV file. It is read page by page, by the rules and at the price of the query `orders`, and
 * only as fast as the client reads it: while it waits for the client it holds no connection to the database.
 */
export async function serveExports(server: FastifyInstance, options: GraphQLOptions): Promise<void> {
  const { budgets, limits, schema } = options;
  const costOfOrder = costOfExportedOrder(schema);
  const patience = 1_000 * limits.LIMIT_ANSWER_SECONDS;
  const exports = new Allowance(limits.LIMIT_EXPORTS);
  const underWay = new Set<ServerResponse>();
  const callers = new WeakMap<FastifyRequest, Caller>();

  async function readPage(
    caller: Caller,
    { where, sort }: ExportArguments,
    after: string | null,
    size: number,
  ): Promise<ExportedPage> {
    const refusal = budgets.pay(caller, costOfOrder * size);
    if (refusal) throw refusal;
    const { database, recentOrders } = options.contextOf(caller);
    const selection = { ...where, reach: onlyCustomer(caller) };
    const request = { size, fromEnd: false, after, before: null };
    const { nodes, pageInfo } = await budgets.inTurn(caller, () =>
      readOrderPage(database, selection, sort ?? 'PLACED_AT_DESC', request),
    );
    return {
      orders: nodes.map((order) => recentOrders.newest(order)),
      next: pageInfo.hasNextPage ? pageInfo.endCursor : null,
    };
  }

  /** Counts an export to what its caller and all callers hold, until its response is closed. */
  function hold(caller: Caller, response: ServerResponse): void {
    const taken: (() => void)[] = [];
    response.once('close', () => {
      for (const give of taken) give();
      budgets.release(caller);
    });
    for (const allowance of [exports, budgets.of(caller).exports]) {
      if (!allowance.take()) {
        throw tooManyRequests('There are too many exports under way: wait for some of them', RETRY_AFTER);
      }
      taken.push(() => allowance.give());
    }
    taken.push(budgets.hold(caller, HELD_BYTES, () => response.destroy()));
  }

  async function begin(caller: Caller, body: unknown, response: ServerResponse): Promise<Readable> {
    if (!mayDo(caller, 'orders')) throw forbidden(`The role ${caller.role} may not use orders`);
    const selection = exportArguments(schema, body);
    hold(caller, response);
    const closed = new AbortController();
    response.once('close', () => closed.abort());
    const text = exportText(
      (after, size) =>
        // The first page is refused at once; a long export goes on as its budget fills.
        after === null
          ? readPage(caller, selection, after, size)
          : whenAllowed(() => readPage(caller, selection, after, size), closed.signal),
      MAX_ROWS,
    );
    const first = await text.next();
    underWay.add(response);
    response.once('close', () => underWay.delete(response));
    return Readable.from(pacedBy(response, first, text, patience), { highWaterMark: 1 });
  }

  const refuse = (reply: FastifyReply, error: unknown): FastifyReply => {
    const shown = options.formatError(error, 'http');
    const { code, retryAfter } = shown.extensions ?? {};
    if (retryAfter !== undefined) void reply.header('retry-after', String(retryAfter));
    return reply.code(statuses[String(code)] ?? 400).send({ errors: [shown] });
  };

  server.post(
    '/orders.csv',
    {
      // It may take longer than an answer: whoever stops to read it is given up here.
      config: { isPaced: true },
      onRequest: async (request, reply) => {
        const admission = await admit(options, request, reply);
        if ('caller' in admission) {
          callers.set(request, admission.caller);
          return;
        }
        return reply.code(admission.status).send({ errors: [admission.error] });
      },
    },
    async (request, reply) => {
      try {
        const file = await begin(callers.get(request) as Caller, request.body, reply.raw);
        return reply
          .type('text/csv; charset=utf-8')
          .header('content-disposition', 'attachment; filename="orders.csv"')
          .header('cache-control', 'no-store')
          .send(file);
      } catch (error) {
        return refuse(reply, error);
      }
    },
  );
  // The process ends without waiting for whoever reads slowly; an export that was cut has no end that could be taken for one.
  server.addHook('preClose', async () => {
    for (const response of underWay) response.destroy();
  });
}

/** The pieces of a text as a client reads them. A client that takes too long to read one is given up. */
async function* pacedBy(
  response: ServerResponse,
  first: IteratorResult<string, void>,
  rest: AsyncGenerator<string, void, void>,
  patience: number,
): AsyncGenerator<string, void, void> {
  let late: NodeJS.Timeout | undefined;
  response.once('close', () => clearTimeout(late));
  for (let piece = first; !piece.done; piece = await rest.next()) {
    late = setTimeout(() => response.destroy(), patience);
    yield piece.value;
    clearTimeout(late);
  }
  late = setTimeout(() => response.destroy(), patience);
}

/** The result, once the caller has the budget for it. */
async function whenAllowed<Result>(read: () => Promise<Result>, signal: AbortSignal): Promise<Result> {
  for (;;) {
    try {
      return await read();
    } catch (error) {
      const wait = error instanceof GraphQLError ? error.extensions.retryAfter : undefined;
      if (typeof wait !== 'number') throw error;
      await sleep(1_000 * wait, undefined, { signal });
    }
  }
}
