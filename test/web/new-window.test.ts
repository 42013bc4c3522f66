import { expect, test } from 'vitest';
import { likelyWindow, windowOfFields } from '../../web/courier/new-window.js';

const now = new Date('2026-11-25T10:20:00');
const at = (local: string) => new Date(local).toISOString();

test.each([
  ['nothing', null, { day: '2026-11-26', from: '09:00', until: '12:00' }],
  [
    'a window that has passed',
    { from: at('2026-11-20T14:00:00'), until: at('2026-11-20T17:30:00') },
    { day: '2026-11-26', from: '14:00', until: '17:30' },
  ],
  [
    'a window to come',
    { from: at('2026-11-30T14:00:00'), until: at('2026-11-30T17:00:00') },
    { day: '2026-12-01', from: '14:00', until: '17:00' },
  ],
  [
    'one moment',
    { from: at('2026-11-25T08:00:00'), until: at('2026-11-25T08:00:00') },
    { day: '2026-11-26', from: '09:00', until: '12:00' },
  ],
  [
    'a window past midnight',
    { from: at('2026-11-25T23:00:00'), until: at('2026-11-26T02:00:00') },
    { day: '2026-11-27', from: '09:00', until: '12:00' },
  ],
])('after a promise of %s the form begins with a day later', (_promise, promised, likely) => {
  expect(likelyWindow(promised, now)).toEqual(likely);
});

test('the fields show the window in the courier’s own zone', () => {
  expect(windowOfFields({ day: '2026-11-29', from: '09:00', until: '12:00' }, now)).toEqual({
    from: at('2026-11-29T09:00:00'),
    until: at('2026-11-29T12:00:00'),
  });
});

test.each([
  [{ day: '', from: '09:00', until: '12:00' }, /day/],
  [{ day: '2026-11-29', from: '', until: '12:00' }, /two times/],
  [{ day: '2026-11-29', from: '12:00', until: '09:00' }, /before the start/],
  [{ day: '2026-11-25', from: '09:00', until: '10:20' }, /passed/],
])('%j is no window', (fields, problem) => {
  expect(windowOfFields(fields, now)).toMatch(problem);
});
