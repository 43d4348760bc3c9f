import { type KeyboardEvent, useEffect, useLayoutEffect, useRef } from 'react';
import { createPortal } from 'react-dom';
import type { MarkPoint, ResultMark } from './result-mark.ts';
import './results.css';

/** One thing that can be done with a figure. */
export interface PointAction {
  readonly id: string;
  readonly text: string;
  /** Why it cannot be done now. */
  readonly disabledReason?: string | undefined;
  readonly onSelect: () => void;
}

/** The menu of one figure, beside it. Focus goes in and, when it closes, back to where it was. */
export function PointMenu(props: {
  readonly mark: ResultMark;
  readonly at: MarkPoint;
  readonly actions: readonly PointAction[];
  readonly onClose: () => void;
}) {
  const { at, onClose } = props;
  const host = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const opener = document.activeElement;
    const element = host.current;
    if (element === null) return;
    const { width, height } = element.getBoundingClientRect();
    element.style.left = `${Math.max(8, Math.min(at.x, innerWidth - width - 8))}px`;
    element.style.top = `${Math.max(8, Math.min(at.y + 8, innerHeight - height - 8))}px`;
    element.querySelector<HTMLElement>('[role=menuitem]')?.focus();
    return () => {
      if (opener instanceof HTMLElement || opener instanceof SVGElement) opener.focus();
    };
  }, [at]);
  useEffect(() => {
    const outside = (event: PointerEvent) => {
      if (!host.current?.contains(event.target as Node)) onClose();
    };
    document.addEventListener('pointerdown', outside, true);
    return () => document.removeEventListener('pointerdown', outside, true);
  }, [onClose]);
  function onKeyDown(event: KeyboardEvent): void {
    const items = [...(host.current?.querySelectorAll<HTMLElement>('[role=menuitem]') ?? [])];
    const index = items.indexOf(document.activeElement as HTMLElement);
    if (event.key === 'ArrowDown') items[(index + 1) % items.length]?.focus();
    else if (event.key === 'ArrowUp') items[(index - 1 + items.length) % items.length]?.focus();
    else if (event.key === 'Escape' || event.key === 'Tab') onClose();
    else return;
    event.preventDefault();
    event.stopPropagation();
  }
  return createPortal(
    <div ref={host} className="ms-point-menu">
      <div className="ms-point-menu-title ms-text">
        <strong>{props.mark.text}</strong> {props.mark.place.join(' · ')}
      </div>
      <div role="menu" tabIndex={-1} aria-label={props.mark.place.join(', ')} onKeyDown={onKeyDown}>
        {props.actions.map(({ id, text, disabledReason, onSelect }) => (
          <button
            key={id}
            type="button"
            role="menuitem"
            tabIndex={-1}
            aria-disabled={disabledReason !== undefined}
            title={disabledReason}
            className="ms-point-menu-item"
            onClick={() => {
              if (disabledReason !== undefined) return;
              onClose();
              onSelect();
            }}
          >
            {text}
            {disabledReason !== undefined && <small>{disabledReason}</small>}
          </button>
        ))}
      </div>
    </div>,
    document.body,
  );
}
