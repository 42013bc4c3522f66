import { EventEmitter } from 'node:events';
import type { Duplex } from 'node:stream';
import { expect, test } from 'vitest';
import type { WebSocket } from 'ws';
import { Connection } from '../../src/socket/connection.js';

/** A socket whose peer reads when the test says so, and answers pings or not. */
function socketOf(answers = true) {
  let terminated = false;
  let pings = 0;
  let isPaused = false;
  const webSocket = Object.assign(new EventEmitter(), {
    OPEN: 1,
    readyState: 1,
    ping(this: EventEmitter) {
      pings += 1;
      if (answers) this.emit('pong');
    },
    pause: () => {
      isPaused = true;
    },
    resume: () => {
      isPaused = false;
    },
    terminate: () => {
      terminated = true;
    },
  });
  const stream = Object.assign(new EventEmitter(), { writableNeedDrain: false });
  const connection = new Connection(
    webSocket as unknown as WebSocket,
    stream as unknown as Duplex,
    undefined,
    0,
    { received: () => {}, sent: () => {}, dropped: () => {} },
  );
  return { connection, stream, isTerminated: () => terminated, isPaused: () => isPaused, pings: () => pings };
}

/** Fills it for a minute; between two checks the peer may have read all, and been sent more. */
function checkForAMinute({ connection, stream }: ReturnType<typeof socketOf>, reads: boolean): void {
  stream.writableNeedDrain = true;
  for (let second = 0; second < 60; second += 1) {
    connection.check(second * 1_000);
    if (reads && second % 10 === 0) stream.emit('drain');
  }
}

test('a peer that reads slowly stays, even if its socket is full at every check', () => {
  const slow = socketOf();
  checkForAMinute(slow, true);
  expect(slow.isTerminated()).toBe(false);
  const stuck = socketOf();
  checkForAMinute(stuck, false);
  expect(stuck.isTerminated()).toBe(true);
});

test('a peer that does not answer a ping before the next is gone; one that does stays', () => {
  const alive = socketOf();
  const vanished = socketOf(false);
  for (let second = 0; second < 600; second += 1) {
    alive.connection.check(second * 1_000);
    if (!vanished.isTerminated()) vanished.connection.check(second * 1_000);
  }
  expect(alive.isTerminated()).toBe(false);
  expect(alive.pings()).toBeGreaterThan(10);
  expect(vanished.isTerminated()).toBe(true);
  expect(vanished.pings()).toBe(1);
});

test('nothing is read from a peer until every reason to pause has ended, in whichever order', async () => {
  const { connection, isPaused } = socketOf();
  const reasons = [1, 2, 3].map(() => {
    let end = (): void => {};
    const over = new Promise<void>((resolve) => {
      end = resolve;
    });
    connection.pauseUntil(over);
    return { end, over };
  });
  const paused: boolean[] = [];
  for (const { end, over } of [...reasons].reverse()) {
    end();
    await over;
    await Promise.resolve();
    paused.push(isPaused());
  }
  expect(paused).toEqual([true, true, false]);
});
