import type { ReactNode } from 'react';
import { Component } from 'react';
import { Blank } from './blank.js';

interface FaultBoundaryProps {
  /** A new address retries. */
  readonly place: string;
  readonly children: ReactNode;
}

interface FaultBoundaryState {
  readonly failed: boolean;
}

/** Shown instead of a page that failed, with a way to continue. */
export class FaultBoundary extends Component<FaultBoundaryProps, FaultBoundaryState> {
  override state: FaultBoundaryState = { failed: false };

  static getDerivedStateFromError(): FaultBoundaryState {
    return { failed: true };
  }

  override componentDidUpdate(before: FaultBoundaryProps): void {
    if (this.state.failed && before.place !== this.props.place) this.setState({ failed: false });
  }

  override render(): ReactNode {
    if (!this.state.failed) return this.props.children;
    return (
      <main className="page" id="main">
        <h1>This page didn’t come up</h1>
        <Blank title="Something it needs failed">
          <p>Nothing that you have sent is lost.</p>
          <button type="button" className="button" onClick={() => location.reload()}>
            Try again
          </button>
        </Blank>
      </main>
    );
  }
}
