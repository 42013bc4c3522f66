/** What orchestrators and monitoring ask of a process. */
export interface Probes {
  /** Whether each dependency of the process is available. */
  readonly readReadiness: () => Promise<object>;
  /** For Prometheus; without it there is no `/metrics`. */
  readonly metrics?: { readonly contentType: string; metrics(): Promise<string> };
}

export interface ProbeAnswer {
  readonly status: number;
  readonly type: string;
  readonly body: string;
}

/** The paths of all probes. */
export const probePaths = ['/healthz', '/readyz', '/metrics'] as const;

const JSON_TYPE = 'application/json; charset=utf-8';

/** The response at this path; null where there is no probe. */
export async function answerProbe(
  path: string,
  { readReadiness, metrics }: Probes,
): Promise<ProbeAnswer | null> {
  switch (path) {
    case '/healthz':
      return { status: 200, type: JSON_TYPE, body: JSON.stringify({ status: 'ok' }) };
    case '/readyz': {
      const readiness = await readReadiness();
      const ready = Object.values(readiness).every(Boolean);
      return { status: ready ? 200 : 503, type: JSON_TYPE, body: JSON.stringify({ ready, ...readiness }) };
    }
    case '/metrics':
      return metrics ? { status: 200, type: metrics.contentType, body: await metrics.metrics() } : null;
    default:
      return null;
  }
}

/** How long a look at the dependencies is shared, in milliseconds: a flood of probes costs no more than one probe a second. */
export const READINESS_SHARED_FOR = 1_000;
