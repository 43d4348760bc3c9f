import { type ReactNode, type RefObject, useEffect, useRef } from 'react';

/** A small window below the element that opened it; Esc or a click outside closes it and gives the focus back. */
export function Dropdown(props: {
  /** Name for screen readers. */
  readonly title: string;
  readonly anchor: RefObject<HTMLElement | null>;
  readonly onClose: () => void;
  readonly children: ReactNode;
}) {
  const window = useRef<HTMLDivElement>(null);
  const { anchor } = props;
  // Each drawing brings another function: that is no reason to take the focus anew.
  const close = useRef(props.onClose);
  close.current = props.onClose;
  useEffect(() => {
    const opener = document.activeElement;
    window.current?.querySelector<HTMLElement>('button, input, [tabindex]')?.focus();
    const onKey = (event: KeyboardEvent) => event.key === 'Escape' && close.current();
    const onPointer = (event: PointerEvent) => {
      const target = event.target as Element;
      // Lists that controls of the window open are drawn elsewhere in the page.
      if (target.closest('[role="listbox"], [role="dialog"], [role="application"]') !== null) return;
      if (!anchor.current?.contains(target)) close.current();
    };
    document.addEventListener('keydown', onKey);
    document.addEventListener('pointerdown', onPointer);
    return () => {
      document.removeEventListener('keydown', onKey);
      document.removeEventListener('pointerdown', onPointer);
      if (opener instanceof HTMLElement) opener.focus();
    };
  }, [anchor]);
  return (
    <div ref={window} className="ms-dropdown" role="dialog" aria-label={props.title}>
      {props.children}
    </div>
  );
}
