import { type RefObject, useLayoutEffect, useRef, useState } from 'react';

/** Width of an element as it is laid out, px; `fallback` until it is measured. */
export function useWidth<E extends HTMLElement>(fallback = 640): readonly [RefObject<E | null>, number] {
  const ref = useRef<E>(null);
  const [width, setWidth] = useState(fallback);
  useLayoutEffect(() => {
    const element = ref.current;
    if (element === null) return;
    const measure = () => setWidth(Math.max(1, Math.floor(element.clientWidth)));
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return [ref, width];
}
