import type { ReadSettings } from '../settings/read-settings.js';
import type { Tracing } from './tracing.js';
import { noTracing } from './tracing.js';

type AllSettings = ReadSettings<'API' | 'worker'>;
type TracingSettings = Pick<AllSettings, keyof AllSettings & `OTEL_${string}`>;

/**
 * Starts tracing if OpenTelemetry's settings ask for it; otherwise its packages are not even loaded.
 * @param onProblem called with the reason why spans cannot be sent, at most once a minute
 */
export async function startTracing(
  settings: TracingSettings,
  serviceName: string,
  onProblem: (reason: string) => void,
): Promise<Tracing> {
  const { OTEL_EXPORTER_OTLP_ENDPOINT, OTEL_EXPORTER_OTLP_TRACES_ENDPOINT } = settings;
  const isTold =
    OTEL_EXPORTER_OTLP_ENDPOINT !== undefined || OTEL_EXPORTER_OTLP_TRACES_ENDPOINT !== undefined;
  const exporter = settings.OTEL_TRACES_EXPORTER ?? (isTold ? 'otlp' : 'none');
  if (exporter === 'none') return noTracing;
  const { startOpenTelemetry } = await import('./open-telemetry.js');
  return startOpenTelemetry(exporter, serviceName, settings.OTEL_EXPORTER_OTLP_HEADERS, onProblem);
}
