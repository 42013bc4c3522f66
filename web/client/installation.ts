/** What the API tells a browser about this installation, before anybody has signed in. */
export interface Installation {
  readonly temporalUiUrl: string | null;
  readonly authRequired: boolean;
  /** Whether it has the Playground and the documents. */
  readonly explorable: boolean;
  /** Whether it takes only documents that it knows, by their ids. */
  readonly onlyTrustedDocuments: boolean;
}

const pause = 1_000;

/** Reads it; waits for the server where it isn't up yet. */
export async function readInstallation(): Promise<Installation> {
  for (;;) {
    try {
      const response = await fetch('/config.json', { headers: { accept: 'application/json' } });
      if (response.ok) return (await response.json()) as Installation;
    } catch {
      // Not up yet: that is what the pause is for.
    }
    await new Promise((resolve) => setTimeout(resolve, pause));
  }
}
