import type { RefObject } from 'react';
import { useEffect, useRef, useState } from 'react';

/** The width of an element, as it changes. */
export function useWidth<TElement extends HTMLElement>(): readonly [RefObject<TElement | null>, number] {
  const element = useRef<TElement>(null);
  const [width, setWidth] = useState(0);
  useEffect(() => {
    if (element.current === null) return;
    const observer = new ResizeObserver(([entry]) => setWidth(Math.round(entry?.contentRect.width ?? 0)));
    observer.observe(element.current);
    return () => observer.disconnect();
  }, []);
  return [element, width];
}
