import { type KeyboardEvent, type MouseEvent, type ReactNode, useId, useRef, useState } from 'react';
import { markBeside, type OpenMark, type ResultMark } from './result-mark.ts';

const arrows = ['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown'] as const;
type Arrow = (typeof arrows)[number];
const isArrow = (key: string): key is Arrow => (arrows as readonly string[]).includes(key);

/** What a chart needs to know while it is walked over. */
export interface MarkWalk {
  /** Id of the mark that keyboard or mouse stands on. */
  readonly activeId: string | null;
  setActive(id: string | null): void;
}

/**
 * A chart as one tab stop: it has a name and a summary, arrows walk over its marks, Enter opens the menu of one.
 * Elements of marks carry `data-mark={id}`: a click opens their menu, which stands beside them.
 */
export function MarkWalker(props: {
  readonly name: string;
  /** One sentence: kind, size, the most striking figure. */
  readonly summary: string;
  readonly marks: readonly ResultMark[];
  /** Marks that the mouse opens beside those that are walked over. */
  readonly more?: readonly ResultMark[];
  readonly onOpen?: OpenMark | undefined;
  readonly children: (walk: MarkWalk) => ReactNode;
}) {
  const { marks, onOpen } = props;
  const summaryId = useId();
  const frame = useRef<HTMLDivElement>(null);
  const [activeId, setActive] = useState<string | null>(null);
  const [isWalked, setWalked] = useState(false);
  const active = marks.find(({ id }) => id === activeId);

  function open(mark: ResultMark): void {
    const element = frame.current?.querySelector(`[data-mark="${CSS.escape(mark.id)}"]`) ?? frame.current;
    const box = element?.getBoundingClientRect();
    if (box) onOpen?.(mark, { x: box.x + box.width / 2, y: box.y + Math.min(box.height, 24) });
  }
  function markAt(event: MouseEvent): ResultMark | undefined {
    const element = event.target instanceof Element ? event.target.closest('[data-mark]') : null;
    const id = element?.getAttribute('data-mark');
    return id === null || id === undefined
      ? undefined
      : [...marks, ...(props.more ?? [])].find((mark) => mark.id === id);
  }
  function onKeyDown(event: KeyboardEvent): void {
    const { key } = event;
    if (key === 'Escape') setWalked(false);
    if ((key === 'Enter' || key === ' ') && active !== undefined && isWalked) {
      event.preventDefault();
      open(active);
    }
    if (!isArrow(key) && key !== 'Home' && key !== 'End') return;
    event.preventDefault();
    const [first] = marks;
    const next =
      key === 'Home'
        ? first
        : key === 'End'
          ? marks.at(-1)
          : active === undefined || !isWalked
            ? first
            : markBeside(marks, active, key);
    setWalked(true);
    if (next === undefined) return;
    setActive(next.id);
    frame.current?.querySelector(`[data-mark="${CSS.escape(next.id)}"]`)?.scrollIntoView({
      block: 'nearest',
      inline: 'nearest',
    });
  }
  return (
    <div
      ref={frame}
      role="application"
      aria-label={props.name}
      aria-describedby={summaryId}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: the chart is one tab stop by design.
      tabIndex={0}
      className="ms-chart"
      onKeyDown={onKeyDown}
      onClick={(event) => {
        const mark = markAt(event);
        if (mark !== undefined) onOpen?.(mark, { x: event.clientX, y: event.clientY });
      }}
      onPointerOver={(event) => setActive(markAt(event)?.id ?? null)}
      onPointerLeave={() => setActive(null)}
      onBlur={() => setWalked(false)}
    >
      <p id={summaryId} className="ms-visually-hidden">
        {props.summary}
      </p>
      <p className="ms-visually-hidden" aria-live="polite">
        {isWalked && active !== undefined ? `${active.place.join(', ')}: ${active.text}` : ''}
      </p>
      {props.children({ activeId, setActive })}
    </div>
  );
}
