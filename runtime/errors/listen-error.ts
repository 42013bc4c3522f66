import { StartError } from './start-error.js';

/** Explains why a server cannot listen, where a setting can help; any other error is returned unchanged. */
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
        `Port ${port} is in use: stop the program that listens there, or set ${setting.port} to another port.`,
      );
    case 'EACCES':
      return new StartError(
        `This user may not listen on port ${port}: set ${setting.port} to a port above 1023.`,
      );
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return new StartError(`${setting.host} is not an address of this machine: "${host}".`);
    default:
      return error;
  }
}
