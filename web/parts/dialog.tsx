import type { ReactNode } from 'react';
import { useEffect, useId, useRef } from 'react';

interface DialogProps {
  readonly title: string;
  readonly open: boolean;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/**
 * A modal dialog; the browser keeps the focus inside and returns it. Render it where it stays mounted while it is open: in
 * the page, not in a row or next to a button that may disappear.
 */
export function Dialog({ title, open, onClose, children }: DialogProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const origin = useRef<Element | null>(null);
  const heading = useId();
  useEffect(() => {
    if (open) {
      // Where the focus goes if the button is gone when the dialog closes.
      origin.current = document.activeElement?.closest('li, main') ?? null;
      dialog.current?.showModal();
      return;
    }
    dialog.current?.close();
    if (origin.current !== null && document.activeElement === document.body) focusOn(origin.current);
    origin.current = null;
  }, [open]);
  return (
    <dialog ref={dialog} aria-labelledby={heading} onClose={onClose}>
      {open && (
        <>
          <h2 id={heading}>{title}</h2>
          {children}
        </>
      )}
    </dialog>
  );
}

/** Moves the focus to a place that is still there, or else to the page as a whole. */
function focusOn(place: Element): void {
  const there = place.isConnected ? place : document.getElementById('main');
  if (!(there instanceof HTMLElement)) return;
  there.tabIndex = -1;
  there.focus({ preventScroll: true });
}
