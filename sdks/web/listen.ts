/** Listens passively, also where the page stops the event's way. @returns what stops it */
export function listenTo(
  target: EventTarget,
  names: readonly string[],
  act: (event: Event) => void,
): () => void {
  const options = { passive: true, capture: true };
  for (const name of names) target.addEventListener(name, act, options);
  return () => {
    for (const name of names) target.removeEventListener(name, act, options);
  };
}
