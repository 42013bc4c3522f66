import { wholeNumber } from './formats.js';

const limit = { ...wholeNumber(1, 1_000_000_000), readBy: ['API'] } as const;

/** What one API process takes from its callers, and keeps for them. */
export const limitSettings = {
  LIMIT_OPERATION_COST: { ...limit, meaning: 'the most that one operation may cost', fallback: '150000' },
  LIMIT_ANSWER_BYTES: { ...limit, meaning: 'the most bytes that an answer may have', fallback: '8388608' },
  LIMIT_DOCUMENT_BYTES: {
    ...limit,
    meaning: 'the bytes of parsed documents that are kept for whoever sends the same text',
    fallback: '33554432',
  },
  LIMIT_COST_BURST: { ...limit, meaning: 'what a caller may spend at once', fallback: '3000000' },
  LIMIT_COST_PER_SECOND: {
    ...limit,
    meaning: 'what a caller may spend a second in the long run',
    fallback: '500000',
  },
  LIMIT_CONNECTIONS: { ...limit, meaning: 'open connections, sockets among them', fallback: '22000' },
  LIMIT_REQUEST_SECONDS: {
    ...limit,
    meaning: 'how long a client may take to send a request',
    fallback: '15',
  },
  LIMIT_ANSWER_SECONDS: {
    ...limit,
    meaning: 'how long a client may take to read an answer',
    fallback: '30',
  },
  LIMIT_SOCKETS: { ...limit, meaning: 'open sockets', fallback: '20000' },
  LIMIT_SOCKETS_PER_CALLER: { ...limit, meaning: 'open sockets of one caller', fallback: '200' },
  LIMIT_SUBSCRIPTIONS_PER_SOCKET: {
    ...limit,
    meaning: 'open subscriptions of one socket',
    fallback: '1000',
  },
  LIMIT_SUBSCRIPTIONS_PER_CALLER: {
    ...limit,
    meaning: 'open subscriptions of one caller',
    fallback: '5000',
  },
  LIMIT_OPERATIONS_PER_CALLER: {
    ...limit,
    meaning:
      'queries and mutations of one caller that run at a time; fifty times as many wait for their turn',
    fallback: '10',
  },
  LIMIT_EXPORTS: { ...limit, meaning: 'lists of orders that are exported at a time', fallback: '4' },
  LIMIT_LISTS_PER_CALLER: {
    ...limit,
    meaning: 'different live lists that one caller watches',
    fallback: '100',
  },
  LIMIT_BYTES_PER_SOCKET: {
    ...limit,
    meaning: 'the bytes that are kept of the open operations of one socket: ids, variables, documents',
    fallback: '4194304',
  },
  LIMIT_BYTES_PER_CALLER: {
    ...limit,
    meaning:
      'the bytes that are kept of the open operations of one caller, and as many of answers that it has yet to read',
    fallback: '33554432',
  },
  LIMIT_UNREAD_BYTES: {
    ...limit,
    meaning:
      'the bytes of answers that all callers have yet to read; beyond it, those that wait longest are given up',
    fallback: '268435456',
  },
} as const;
