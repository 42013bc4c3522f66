/** Where the feed tells what befell it; the server's logger is one. */
export interface FeedLog {
  info(details: object, message: string): void;
  warn(details: object, message: string): void;
}
