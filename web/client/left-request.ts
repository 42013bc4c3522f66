import type { Notice } from './notices.js';
import type { RequestState } from './request-state.js';

/** The state of a request whose component is gone. */
export function noticeOfLeft(name: string, state: RequestState, isUnsent: boolean): Notice {
  switch (state.phase) {
    case 'sending':
      return isUnsent ? stopped(name) : underWay(name);
    case 'pending':
      return underWay(name);
    case 'idle':
    case 'withdrawn':
      return stopped(name);
    case 'refused':
      return { tone: 'bad', text: `${name}: ${state.errors.map(({ message }) => message).join(' ')}` };
    case 'failed':
      return { tone: 'bad', text: `${name}: ${state.message}` };
    case 'done':
      return { tone: 'done', text: `${name}: done.` };
    default:
      return state satisfies never;
  }
}

function stopped(name: string): Notice {
  return { tone: 'idle', text: `${name}: stopped. Nothing was sent.` };
}

function underWay(name: string): Notice {
  return { tone: 'wait', text: `${name}: already on its way. Its outcome will appear here.` };
}
