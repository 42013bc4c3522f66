import type { temporal } from '@temporalio/proto';

type HistoryEvent = temporal.api.history.v1.IHistoryEvent;

/** An activity that has completed, with its last attempt, the only one that a history keeps. In milliseconds since 1970. */
export interface ActivityAttempts {
  readonly type: string;
  readonly attempt: number;
  readonly scheduledAt: number;
  readonly startedAt: number;
  readonly endedAt: number;
  /** Why the attempt before it failed; null if there was none. */
  readonly lastFailure: string | null;
}

export function attemptsOf(events: readonly HistoryEvent[]): readonly ActivityAttempts[] {
  const byId = new Map(events.map((event) => [Number(event.eventId), event]));
  return events.flatMap((event) => {
    const ended = event.activityTaskCompletedEventAttributes;
    const scheduled = byId.get(Number(ended?.scheduledEventId));
    const started = byId.get(Number(ended?.startedEventId));
    if (!scheduled || !started) return [];
    return {
      type: scheduled.activityTaskScheduledEventAttributes?.activityType?.name ?? '',
      attempt: started.activityTaskStartedEventAttributes?.attempt ?? 1,
      scheduledAt: millisecondsOf(scheduled),
      startedAt: millisecondsOf(started),
      endedAt: millisecondsOf(event),
      lastFailure: started.activityTaskStartedEventAttributes?.lastFailure?.message ?? null,
    };
  });
}

function millisecondsOf({ eventTime }: HistoryEvent): number {
  return Number(eventTime?.seconds ?? 0) * 1_000 + (eventTime?.nanos ?? 0) / 1e6;
}
