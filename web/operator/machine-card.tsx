import type { ReactNode } from 'react';
import { announce } from '../parts/announcer.js';

interface MachineCardProps {
  readonly name: string;
  /** Its label while it runs, and on the button that starts it. */
  readonly doing: string;
  readonly begin: string;
  readonly machine: { start(): void; stop(): void };
  readonly running: boolean;
  /** Its settings. */
  readonly children: ReactNode;
  readonly figures: readonly { readonly name: string; readonly value: string; readonly testId?: string }[];
  readonly note: string;
}

/** A machine of the control room: its settings, its switch, its figures. */
export function MachineCard(props: MachineCardProps) {
  const { name, doing, begin, machine, running, children, figures, note } = props;
  const turn = (): void => {
    if (running) machine.stop();
    else machine.start();
    announce(`${name} ${running ? 'stopped' : 'started'}`);
  };
  return (
    <section className="card" aria-label={name}>
      <div className="card-head">
        <h2>{name}</h2>
        <span className="status" data-tone={running ? 'move' : 'idle'}>
          {running ? doing : 'Stopped'}
        </span>
      </div>
      {children}
      <div className="row">
        <button type="button" className={`button${running ? ' button-bad' : ''}`} onClick={turn}>
          {running ? 'Stop' : begin}
        </button>
      </div>
      <dl className="figures number">
        {figures.map((figure) => (
          <div key={figure.name}>
            <dt>{figure.name}</dt>
            <dd data-testid={figure.testId}>{figure.value}</dd>
          </div>
        ))}
      </dl>
      <p className="soft small" role="status">
        {note}
      </p>
    </section>
  );
}
