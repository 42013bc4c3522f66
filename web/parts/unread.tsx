import { Skeleton } from './blank.js';
import { FaultNote } from './fault-note.js';

interface UnreadProps {
  readonly error: unknown;
  readonly rows: number;
  readonly height?: string;
}

/** Shown in place of data that is not there yet: a placeholder, or why it could not be read. */
export function Unread({ error, ...skeleton }: UnreadProps) {
  return error ? <FaultNote error={error} /> : <Skeleton {...skeleton} />;
}
