import { useSyncExternalStore } from 'react';

const quiet = 150;

/** An object whose state pages watch; they are notified a few times a second at most. */
export class Observed<TState extends object> {
  state: TState;
  #shown: TState;
  #telling: ReturnType<typeof setTimeout> | undefined;
  readonly #listeners = new Set<() => void>();

  constructor(initial: TState) {
    this.state = initial;
    this.#shown = initial;
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  readonly shown = (): TState => this.#shown;

  protected update(change: Partial<TState>): void {
    this.state = { ...this.state, ...change };
    this.#telling ??= setTimeout(() => {
      this.#telling = undefined;
      this.#shown = this.state;
      for (const listener of this.#listeners) listener();
    }, quiet);
  }
}

/** Its current state. */
export function useObserved<TState extends object>(observed: Observed<TState>): TState {
  return useSyncExternalStore(observed.subscribe, observed.shown);
}
