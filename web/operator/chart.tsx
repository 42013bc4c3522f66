import { useState } from 'react';
import { count, rate } from '../parts/format.js';
import { niceTicks } from './scale.js';
import { minutesShown } from './use-stats.js';
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
// Draws a gap where there are no values: without watchers the API reads some every 30 seconds.
const gap = 65_000;
const shown = minutesShown * 60_000;

const clock = new Intl.DateTimeFormat('en', { timeStyle: 'medium' });

/** Lines over the last 15 minutes, with axes, units, and the figures as text: the newest, and those under the pointer. */
export function Chart({ title, unit, figures, series }: ChartProps) {
  const [frame, width] = useWidth<HTMLDivElement>();
  const newest = Math.max(0, ...series.map(({ points }) => points.at(-1)?.[0] ?? 0));
  const oldest = newest - shown;
  const [pointed, setPointed] = useState<number | null>(null);
  const highest = Math.max(0, ...series.flatMap(({ points }) => points.map(([, value]) => value)));
  const ticks = niceTicks({ highest, whole: figures === 'counts' });
  const written = figures === 'counts' ? count : rate;
  const top = ticks.at(-1) ?? 1;
  const inner = {
    width: Math.max(0, width - margin.left - margin.right),
    height: height - margin.top - margin.bottom,
  };
  const x = (at: number): number => margin.left + ((at - oldest) / shown) * inner.width;
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
      <div
        ref={frame}
        className="plot"
        onPointerMove={({ clientX, currentTarget }) => {
          const along = clientX - currentTarget.getBoundingClientRect().left - margin.left;
          setPointed(nearest(series, oldest + (along / inner.width) * shown));
        }}
        onPointerLeave={() => setPointed(null)}
      >
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
            {[0, 5, 10, minutesShown].map((minutes) => (
              <text
                key={minutes}
                className="tick"
                x={x(newest - minutes * 60_000)}
                y={height - 6}
                textAnchor={minutes === 0 ? 'end' : minutes === minutesShown ? 'start' : 'middle'}
              >
                {minutes === 0 ? 'now' : `${minutes} min`}
              </text>
            ))}
            {series.map(({ name, colour, points }) => (
              <path key={name} className="curve" d={path(points)} stroke={colour} />
            ))}
            {pointed !== null && (
              <line
                className="pointed"
                x1={x(pointed)}
                x2={x(pointed)}
                y1={margin.top}
                y2={height - margin.bottom}
              />
            )}
          </svg>
        )}
        {pointed !== null && (
          <p className="tip number small" data-side={x(pointed) > width / 2 ? 'left' : 'right'}>
            {clock.format(pointed)}
            {series.map(({ name, points }) => {
              const value = points.find(([at]) => at === pointed)?.[1];
              return value === undefined ? '' : `, ${name.toLowerCase()} ${written(value)}`;
            })}
          </p>
        )}
      </div>
      <p className="soft small">{unit}</p>
    </section>
  );
}

/** The time of the figures that are nearest to this time; null without any. */
function nearest(series: readonly Series[], time: number): number | null {
  const times = series.flatMap(({ points }) => points.map(([at]) => at));
  if (times.length === 0) return null;
  return times.reduce((best, at) => (Math.abs(at - time) < Math.abs(best - time) ? at : best));
}
