import type { temporal } from '@temporalio/proto';

type HistoryEvent = temporal.api.history.v1.IHistoryEvent;

/** What an order spent its time on, in milliseconds, according to its history. */
export interface HistoryParts {
  readonly 'workflow tasks, until a worker has one': number;
  readonly 'workflow tasks, until it is decided and stored': number;
  readonly 'activities, until a worker has one': number;
  readonly 'activities, until its result is stored': number;
}

/** Adds up the time of the tasks in this history. Publications run concurrently with the rest. */
export function historyParts(events: readonly HistoryEvent[]): HistoryParts {
  const at = new Map(events.map((event) => [Number(event.eventId), millisecondsOf(event)]));
  const between = (from: unknown, to: unknown) => (at.get(Number(to)) ?? 0) - (at.get(Number(from)) ?? 0);
  const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
  const tasks = events.flatMap((event) => event.workflowTaskCompletedEventAttributes ?? []);
  const decided = events.filter((event) => event.workflowTaskCompletedEventAttributes);
  const activities = events.flatMap((event) => event.activityTaskCompletedEventAttributes ?? []);
  const done = events.filter((event) => event.activityTaskCompletedEventAttributes);
  return {
    'workflow tasks, until a worker has one': sum(
      tasks.map(({ scheduledEventId, startedEventId }) => between(scheduledEventId, startedEventId)),
    ),
    'workflow tasks, until it is decided and stored': sum(
      tasks.map(({ startedEventId }, index) => between(startedEventId, decided[index]?.eventId)),
    ),
    'activities, until a worker has one': sum(
      activities.map(({ scheduledEventId, startedEventId }) => between(scheduledEventId, startedEventId)),
    ),
    'activities, until its result is stored': sum(
      activities.map(({ startedEventId }, index) => between(startedEventId, done[index]?.eventId)),
    ),
  };
}

function millisecondsOf({ eventTime }: HistoryEvent): number {
  return Number(eventTime?.seconds ?? 0) * 1_000 + (eventTime?.nanos ?? 0) / 1e6;
}
