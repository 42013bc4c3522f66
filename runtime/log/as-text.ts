/** An entry for a person: time, level and message, then the details. */
export function asText({ time, level, message, ...details }: Readonly<Record<string, unknown>>): string {
  const rest = Object.keys(details).length === 0 ? '' : ` ${JSON.stringify(details)}`;
  return `${time} ${String(level).toUpperCase()} ${message}${rest}\n`;
}
