/** Where an event is on its way. Refused events that may still be taken are sent again. */
export type EventState = 'queued' | 'sending' | 'sent' | 'refused';

/** One event in the list. */
export interface EventEntry {
  readonly element: HTMLLIElement;
  /** @param detail stands behind the state, such as the status of the answer */
  setState(state: EventState, detail?: string): void;
}

/** An event as far as the overlay reads it. */
export interface ShownEvent {
  readonly event_id: string;
  readonly event_type: string;
  readonly timestamp: number;
  readonly attributes?: Readonly<Record<string, unknown>>;
  readonly items?: readonly unknown[];
  readonly user?: Readonly<Record<string, { readonly value: unknown }>>;
}

/** Makes an element. What events hold becomes text, never markup. */
export function make<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  text = '',
  ...children: readonly Node[]
): HTMLElementTagNameMap[Name] {
  const element = document.createElement(name);
  element.textContent = text;
  element.append(...children);
  return element;
}

/** Own attributes first; preset ones, with their underscore, after them. */
function rowsOf({
  attributes = {},
  items = [],
  user = {},
}: ShownEvent): readonly (readonly [string, unknown])[] {
  const own = Object.entries(attributes).sort(([a], [b]) => Number(a[0] === '_') - Number(b[0] === '_'));
  return [
    ...own,
    ...items.map((item, index) => [`items[${index}]`, JSON.stringify(item)] as const),
    ...Object.entries(user).map(([name, { value }]) => [`user.${name}`, value] as const),
  ];
}

const clockTime = (epochMs: number): string => {
  const [, time = ''] = new Date(epochMs - new Date(epochMs).getTimezoneOffset() * 60_000)
    .toISOString()
    .split('T');
  return time.slice(0, -1);
};

/** Shows an event: one line, and its attributes when that is opened. */
export function eventEntry(event: ShownEvent): EventEntry {
  const state = make('i');
  const summary = make(
    'summary',
    '',
    make('time', clockTime(event.timestamp)),
    make('b', event.event_type),
    state,
  );
  const details = make('details', '', summary);
  // Made when somebody looks: most are never opened.
  details.addEventListener(
    'toggle',
    () => {
      const list = make('dl');
      for (const [name, value] of rowsOf(event)) list.append(make('dt', name), make('dd', String(value)));
      details.append(list);
    },
    { once: true },
  );
  return {
    element: make('li', '', details),
    setState(next, detail = '') {
      state.dataset.state = next;
      state.textContent = detail ? `${next}: ${detail}` : next;
    },
  };
}
