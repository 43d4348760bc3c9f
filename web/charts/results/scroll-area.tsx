import type { ReactNode } from 'react';

/** A part that scrolls sideways inside the page; the keyboard reaches it and moves it. */
export function ScrollArea(props: { readonly name: string; readonly children: ReactNode }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable without a mouse.
    <section className="ms-scroll" aria-label={props.name} tabIndex={0}>
      {props.children}
    </section>
  );
}
