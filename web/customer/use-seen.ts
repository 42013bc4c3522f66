import type { RefObject } from 'react';
import { useEffect, useRef, useState } from 'react';

/** Whether the reader has had an element in view, so that only what is looked at is read. */
export function useSeen<TElement extends Element>(): readonly [RefObject<TElement | null>, boolean] {
  const element = useRef<TElement>(null);
  const [isSeen, setSeen] = useState(false);
  useEffect(() => {
    const observer = new IntersectionObserver((entries) => {
      if (entries.some(({ isIntersecting }) => isIntersecting)) setSeen(true);
    });
    if (element.current !== null) observer.observe(element.current);
    return () => observer.disconnect();
  }, []);
  return [element, isSeen];
}
