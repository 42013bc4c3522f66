import { useLayoutEffect, useRef } from 'react';
import type { ShipmentStatus } from '../generated/graphql.js';
import { shipmentStatusText } from '../parts/status-names.js';

/** The result of a step. It replaces the step's button and takes over its focus. */
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
