import { StartError } from './start-error.js';

/** What a server that cannot listen there says of it; a error that no setting can help is returned as it is. */
export function listenError(
  error: unknown,
  setting: { readonly host: string; readonly port: string },
  host: string,
  port: number,
): unknown {
  const { code } = error as { readonly code?: unknown };
  switch (code) {
    case 'EADDRINUSE':
      return new StartError(
        `Port ${port} is taken: stop what listens there, or set ${setting.port} to another.`,
      );
    case 'EACCES':
      return new StartError(`Port ${port} is not for this user: set ${setting.port} to one above 1023.`);
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return new StartError(`${setting.host} is no address of this machine: "${host}".`);
    default:
      return error;
  }
}
