import type { LookupAddress } from 'node:dns';
import { lookup } from 'node:dns/promises';
import type { IncomingMessage, RequestOptions } from 'node:http';
import * as http from 'node:http';
import * as https from 'node:https';
import type { LookupFunction } from 'node:net';
import { reasonOf } from '../../runtime/errors/reason-of.js';
import { within } from '../../runtime/retry/time-limit.js';
import type { TargetRules } from '../../runtime/webhooks/target.js';
import { isAllowedAddress, urlProblem } from '../../runtime/webhooks/target.js';

/** How long a name may take to resolve, and a receiver to take an event. */
const LOOKUP_MS = 5_000;
const ANSWER_MS = 10_000;

/** As much of an answer is read as is needed to use the connection again; none of it is kept. */
const MAX_ANSWER_BYTES = 16_384;

/** Interim answers (1xx) say nothing: after so many, the receiver means to keep us busy. */
const MAX_INTERIM_ANSWERS = 8;

/** What became of one attempt to deliver. */
export type Attempt =
  | { readonly isDelivered: true }
  | {
      readonly isDelivered: false;
      /** For managers: without addresses, so that nobody explores a network with it. */
      readonly error: string;
      /** The receiver wants nothing more: 410 Gone. */
      readonly isGone?: boolean;
      /** How long the receiver asks to wait, in seconds. */
      readonly retryAfter?: number;
    };

/** A receiver whose addresses are checked. */
export interface Receiver {
  /** Posts the body; never throws. */
  post(headers: Readonly<Record<string, string>>, body: string): Promise<Attempt>;
}

/** Connections are used again within half a minute. */
const kept = { keepAlive: true, maxFreeSockets: 8, timeout: 30_000 } as const;
const agents = { 'http:': new http.Agent(kept), 'https:': new https.Agent(kept) } as const;

/**
 * Resolves the name of the receiver and checks its addresses. Connections are then made to these very addresses, so
 * that a name that means something else a moment later leads nowhere else.
 */
export async function openReceiver(
  target: string,
  rules: TargetRules,
): Promise<Receiver | (Attempt & { readonly isDelivered: false })> {
  const problem = urlProblem(target, rules);
  if (problem !== null) return { isDelivered: false, error: `The URL ${problem}` };
  const url = new URL(target);
  let addresses: readonly LookupAddress[];
  try {
    addresses = await resolve(url.hostname.replace(/^\[(.*)\]$/, '$1'));
  } catch (error) {
    return { isDelivered: false, error: `The name ${url.hostname} cannot be resolved (${codeOf(error)})` };
  }
  if (addresses.length === 0 || !addresses.every(({ address }) => isAllowedAddress(address, rules))) {
    return { isDelivered: false, error: `The name ${url.hostname} resolves to a private address` };
  }
  return { post: (headers, body) => post(url, addresses, headers, body) };
}

async function resolve(hostname: string): Promise<readonly LookupAddress[]> {
  const addresses = await within(LOOKUP_MS, lookup(hostname, { all: true }));
  if (addresses === null) throw Object.assign(new Error(), { code: 'ETIMEOUT' });
  return addresses;
}

function post(
  url: URL,
  addresses: readonly LookupAddress[],
  headers: Readonly<Record<string, string>>,
  body: string,
): Promise<Attempt> {
  const { request } = url.protocol === 'https:' ? https : http;
  const options: RequestOptions = {
    method: 'POST',
    headers: { ...headers, 'content-length': Buffer.byteLength(body) },
    agent: agents[url.protocol as keyof typeof agents],
    lookup: lookupOf(addresses),
    signal: AbortSignal.timeout(ANSWER_MS),
  };
  return new Promise((settle) => {
    const sent = request(url, options, (response) => {
      // Whatever else the answer brings, or does not, its status has decided.
      const decide = () => settle(attemptOf(response));
      sent.off('error', fail).on('error', decide).off('close', giveUp);
      response.on('error', decide).once('close', decide);
      let bytes = 0;
      response.on('data', (chunk: Buffer) => {
        bytes += chunk.length;
        if (bytes > MAX_ANSWER_BYTES) response.destroy();
      });
    });
    let interim = 0;
    sent.on('information', () => {
      interim += 1;
      if (interim <= MAX_INTERIM_ANSWERS) return;
      settle({ isDelivered: false, error: 'The receiver sent too many interim answers' });
      sent.destroy();
    });
    sent.once('upgrade', (response, socket) => {
      settle(attemptOf(response));
      socket.destroy();
    });
    sent.on('error', fail);
    sent.once('close', giveUp);
    sent.end(body);

    /** Without an answer or an error, however that came about. */
    function giveUp() {
      settle({ isDelivered: false, error: 'The receiver ended the connection' });
    }

    function fail(error: Error) {
      // The receiver may close a connection that was kept open just when it is used again.
      if (sent.reusedSocket && codeOf(error) === 'ECONNRESET') settle(post(url, addresses, headers, body));
      else settle({ isDelivered: false, error: describeError(error) });
    }
  });
}

/** Answers every question with the checked addresses. */
function lookupOf(addresses: readonly LookupAddress[]): LookupFunction {
  return (_hostname, { all }, answer) => {
    const [first] = addresses;
    if (all) answer(null, [...addresses]);
    else answer(null, first?.address ?? '', first?.family);
  };
}

function attemptOf({ statusCode = 0, headers }: IncomingMessage): Attempt {
  if (statusCode >= 200 && statusCode < 300) return { isDelivered: true };
  if (statusCode >= 300 && statusCode < 400) {
    return { isDelivered: false, error: `The receiver answered ${statusCode}: redirects are not followed` };
  }
  const seconds = headers['retry-after'];
  return {
    isDelivered: false,
    error: `The receiver answered ${statusCode}`,
    isGone: statusCode === 410,
    ...(seconds !== undefined && /^\d{1,9}$/.test(seconds) && { retryAfter: Number(seconds) }),
  };
}

function describeError(error: Error): string {
  if (error.name === 'TimeoutError' || (error as { readonly cause?: Error }).cause?.name === 'TimeoutError') {
    return `The receiver did not answer within ${ANSWER_MS / 1_000} seconds`;
  }
  return `The receiver cannot be reached (${codeOf(error)})`;
}

/** The code of a network or TLS error: its message would contain addresses. */
function codeOf(error: unknown): string {
  const { code } = error as { readonly code?: unknown };
  if (typeof code === 'string') return code;
  return error instanceof AggregateError ? codeOf(error.errors[0]) : reasonOf(error);
}
