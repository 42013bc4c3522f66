import { count, rate } from '../parts/format.js';
import { niceTicks } from './scale.js';
import { secondsShown } from './use-stats.js';
import { useWidth } from './use-width.js';

export interface Series {
  readonly name: string;
  readonly colour: string;
  /** When, in milliseconds, and how much. */
  readonly points: readonly (readonly [at: number, value: number])[];
}

interface ChartProps {
  readonly title: string;
  readonly unit: string;
  /** Counts are whole, rates are not. */
  readonly figures: 'counts' | 'rates';
  readonly series: readonly Series[];
}

const height = 190;
const margin = { top: 10, right: 10, bottom: 24, left: 44 };
// Draws a gap where there are no values.
const gap = 3_500;

/** Lines over the last two minutes, with axes, units, and the figures as text. */
export function Chart({ title, unit, figures, series }: ChartProps) {
  const [frame, width] = useWidth<HTMLDivElement>();
  const newest = Math.max(0, ...series.map(({ points }) => points.at(-1)?.[0] ?? 0));
  const oldest = newest - secondsShown * 1000;
  const highest = Math.max(0, ...series.flatMap(({ points }) => points.map(([, value]) => value)));
  const ticks = niceTicks({ highest, whole: figures === 'counts' });
  const written = figures === 'counts' ? count : rate;
  const top = ticks.at(-1) ?? 1;
  const inner = {
    width: Math.max(0, width - margin.left - margin.right),
    height: height - margin.top - margin.bottom,
  };
  const x = (at: number): number => margin.left + ((at - oldest) / (secondsShown * 1000)) * inner.width;
  const y = (value: number): number => margin.top + (1 - value / top) * inner.height;
  const path = (points: Series['points']): string =>
    points
      .filter(([at]) => at >= oldest)
      .map(([at, value], index, shown) => {
        const before = shown[index - 1]?.[0];
        const pen = before === undefined || at - before > gap ? 'M' : 'L';
        return `${pen}${x(at).toFixed(1)} ${y(value).toFixed(1)}`;
      })
      .join('');
  return (
    <section className="card chart">
      <h2>{title}</h2>
      <ul className="legend">
        {series.map(({ name, colour, points }) => (
          <li key={name}>
            <span className="swatch" style={{ background: colour }} />
            {name}
            <strong className="number">{points.length === 0 ? '–' : written(points.at(-1)?.[1] ?? 0)}</strong>
          </li>
        ))}
      </ul>
      <div ref={frame} className="plot">
        {width > 0 && (
          <svg width={width} height={height} aria-hidden="true">
            {ticks.map((tick) => (
              <g key={tick}>
                <line className="rule" x1={margin.left} x2={width - margin.right} y1={y(tick)} y2={y(tick)} />
                <text className="tick" x={margin.left - 8} y={y(tick) + 4} textAnchor="end">
                  {written(tick)}
                </text>
              </g>
            ))}
            {[0, 30, 60, 90, 120].map((seconds) => (
              <text
                key={seconds}
                className="tick"
                x={x(newest - seconds * 1000)}
                y={height - 6}
                textAnchor={seconds === 0 ? 'end' : seconds === 120 ? 'start' : 'middle'}
              >
                {seconds === 0 ? 'now' : `${seconds} s`}
              </text>
            ))}
            {series.map(({ name, colour, points }) => (
              <path key={name} className="curve" d={path(points)} stroke={colour} />
            ))}
          </svg>
        )}
      </div>
      <p className="soft small">{unit}</p>
    </section>
  );
}
