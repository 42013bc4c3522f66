import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import pg from 'pg';
import type { WebSocket } from 'ws';
import { WebSocketServer } from 'ws';
import type { OrderChange } from '../../schema/contract/order-changes.js';
import { ORDER_CHANGES_CHANNEL } from '../../schema/contract/order-changes.js';

/** An arm to compare with: bare ws, which sends one string, as long as our message, to all watchers for each change. */
const length = Number(process.env.MESSAGE_LENGTH);
const sockets = new Set<WebSocket>();
const server = createServer();
const webSockets = new WebSocketServer({ server, path: '/graphql' });
webSockets.on('connection', (socket) => {
  sockets.add(socket);
  socket.on('close', () => sockets.delete(socket));
  socket.on('message', (message) => {
    if (String(message).includes('connection_init')) socket.send('{"type":"connection_ack"}');
    else socket.send(messageOf(100_001));
  });
});

const database = new pg.Client({ connectionString: process.env.DATABASE_URL });
database.on('error', () => process.exit());
await database.connect();
database.on('notification', ({ payload }) => {
  for (const { orderId, revision } of JSON.parse(payload ?? '[]') as readonly OrderChange[]) {
    if (orderId !== process.env.ORDER_ID) continue;
    const text = messageOf(revision);
    for (const socket of sockets) socket.send(text);
  }
});
await database.query(`listen ${ORDER_CHANGES_CHANNEL}`);

function messageOf(revision: number): string {
  return `{"revision":${revision},"rest":"${'x'.repeat(length - 29)}"}`;
}

server.listen(0, '127.0.0.1', () => process.send?.({ port: (server.address() as AddressInfo).port }));
process.on('disconnect', () => process.exit());
