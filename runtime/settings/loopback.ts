const names: readonly string[] = ['localhost', '127.0.0.1', '::1', '[::1]'];

/** Whether the name, as a setting or a URL has it, means this machine and nothing else. */
export function isLoopback(hostname: string | undefined): boolean {
  return hostname !== undefined && names.includes(hostname);
}
