import { type RefObject, useEffect, useRef, useState } from 'react';

/** How far below the window something counts as being in view, px: it is asked for before it is reached. */
const ahead = '240px';

/**
 * Whether an element has been in view since it is mounted: what is out of sight need not be asked for, and is
 * drawn as `ms-skeleton` until then.
 */
export function useInView<E extends HTMLElement>(): readonly [RefObject<E | null>, boolean] {
  const ref = useRef<E>(null);
  const [wasInView, setInView] = useState(false);
  useEffect(() => {
    const element = ref.current;
    if (element === null || wasInView) return;
    const observer = new IntersectionObserver(
      (entries) => {
        if (entries.some(({ isIntersecting }) => isIntersecting)) setInView(true);
      },
      { rootMargin: ahead },
    );
    observer.observe(element);
    return () => observer.disconnect();
  }, [wasInView]);
  return [ref, wasInView];
}
