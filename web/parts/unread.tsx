import { Skeleton } from './blank.js';
import { FaultNote } from './fault-note.js';

interface UnreadProps {
  readonly error: unknown;
  readonly rows: number;
  readonly height?: string;
}

/** In place of what has not been read yet: that it is loading, or why it could not be read. */
export function Unread({ error, ...skeleton }: UnreadProps) {
  return error ? <FaultNote error={error} /> : <Skeleton {...skeleton} />;
}
