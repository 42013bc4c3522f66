/** What the API reveals about this installation before sign-in. */
export interface Installation {
  readonly temporalUiUrl: string | null;
  readonly authRequired: boolean;
  /** Whether it has the Playground and the documents. */
  readonly explorable: boolean;
  /** Whether an order can be shared with a tracking link. */
  readonly trackingLinks: boolean;
  /** Whether it accepts only known documents, by their ids. */
  readonly onlyTrustedDocuments: boolean;
}

const pause = 1_000;

/** Reads it; waits if the server is not up yet. */
export async function readInstallation(): Promise<Installation> {
  for (;;) {
    try {
      const response = await fetch('/config.json', { headers: { accept: 'application/json' } });
      if (response.ok) return (await response.json()) as Installation;
    } catch {
      // Not up yet: try again after the pause.
    }
    await new Promise((resolve) => setTimeout(resolve, pause));
  }
}
