/** What a stream sends: it ends when nothing more can come, and `return` ends it early. */
export type FeedStream<Value> = AsyncIterableIterator<Value, undefined, undefined>;

/** Whether somebody may see this; asked once, with the first state, since nobody's reach changes during a stream. */
export type MaySee = (owner: { readonly customerId: string }) => boolean;
