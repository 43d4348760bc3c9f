/** A text as it is, in equal letters; long ones scroll inside their box, also by keyboard. */
export function RawText({ text, label }: { readonly text: string; readonly label: string }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard.
    <section className="ms-mono ms-scroll" aria-label={label} tabIndex={0}>
      {text}
    </section>
  );
}
