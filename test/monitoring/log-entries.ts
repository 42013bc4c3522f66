/** The lines of a process's output, each of which must be an entry in JSON. */
export function entriesOf(output: string): readonly Readonly<Record<string, unknown>>[] {
  return output
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => {
      try {
        return JSON.parse(line) as Record<string, unknown>;
      } catch {
        throw new Error(`not an entry in JSON: ${line}`);
      }
    });
}
