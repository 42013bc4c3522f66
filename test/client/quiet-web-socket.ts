import WebSocket from 'ws';

/**
 * A socket that a client may drop at any time, as in a browser. Without the listener, dropping one while it connects
 * would end a Node process with an unhandled error event.
 */
export class QuietWebSocket extends WebSocket {
  constructor(url: string | URL, protocols?: string | string[]) {
    super(url, protocols);
    this.on('error', () => {});
  }
}
