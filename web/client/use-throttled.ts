import { useCallback, useEffect, useEffectEvent, useRef } from 'react';

/** A throttled function; the last call is never lost. */
export function useThrottled(act: () => void, pause: number): () => void {
  const run = useEffectEvent(act);
  const waiting = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const last = useRef(0);
  const runRef = useRef<() => void>(() => {});
  useEffect(() => {
    runRef.current = () => run();
    return () => clearTimeout(waiting.current);
  }, []);
  return useCallback(() => {
    if (waiting.current !== undefined) return;
    const due = Math.max(0, last.current + pause - Date.now());
    waiting.current = setTimeout(() => {
      waiting.current = undefined;
      last.current = Date.now();
      runRef.current();
    }, due);
  }, [pause]);
}
