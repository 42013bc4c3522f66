import type { IncomingMessage } from 'node:http';
import { isIP } from 'node:net';

const LOOPBACK = new Set(['localhost', '127.0.0.1', '[::1]']);

/**
 * Whether the request comes from no browser page, or from one of this machine or this very address. A browser lets
 * any page open a socket to any address; where no token is asked for, this keeps foreign pages out. A name other
 * than localhost is not trusted, since whoever owns a name can point it here.
 */
export function comesFromHere({ headers }: IncomingMessage): boolean {
  if (headers.origin === undefined) return true;
  if (!URL.canParse(headers.origin)) return false;
  const { host, hostname } = new URL(headers.origin);
  const isAddress = isIP(hostname.replace(/^\[|\]$/g, '')) !== 0;
  return LOOPBACK.has(hostname) || (isAddress && host === headers.host);
}
