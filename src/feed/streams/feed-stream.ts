/** A stream of the feed. It ends when nothing more can come; `return` ends it early. */
export type FeedStream<Value> = AsyncIterableIterator<Value, undefined, undefined>;

/** Whether somebody may see this. */
export type MaySee<Seen> = (seen: Seen) => boolean;
