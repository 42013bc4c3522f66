import { StartError } from '../errors/start-error.js';

const example = 'postgres://user:password@host:port/name';

/** The address in `DATABASE_URL`; a StartError, which doesn't repeat the password, when there is none. */
export function readDatabaseUrl(url: string | undefined): string {
  if (!url) throw new StartError(`DATABASE_URL is not set: name a PostgreSQL database, as ${example}.`);
  if (!URL.canParse(url)) throw new StartError(`DATABASE_URL is no URL: it looks like ${example}.`);
  return url;
}
