import { useLayoutEffect, useRef } from 'react';
import type { ShipmentStatus } from '../generated/graphql.js';
import { shipmentStatusText } from '../parts/status.js';

/** What came of a step, in the place of the button that took it; the focus that the button had stays here. */
export function StepResult({ status }: { readonly status: ShipmentStatus }) {
  const result = useRef<HTMLParagraphElement>(null);
  useLayoutEffect(() => {
    if (document.activeElement === document.body) result.current?.focus({ preventScroll: true });
  }, []);
  return (
    <p ref={result} className="step-result" data-status={status} tabIndex={-1}>
      {status === 'DISPATCHED' ? 'Picked up' : shipmentStatusText(status)}
    </p>
  );
}
