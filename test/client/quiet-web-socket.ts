import WebSocket from 'ws';

/**
 * A socket that a client may drop at any time, as in a browser: in Node one that is dropped while it connects would
 * end the process with an error event that nobody listens to.
 */
export class QuietWebSocket extends WebSocket {
  constructor(url: string | URL, protocols?: string | string[]) {
    super(url, protocols);
    this.on('error', () => {});
  }
}
