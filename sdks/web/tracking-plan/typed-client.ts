import type { Attributes, Item, RecordedEvent } from '@millstream/sdk-client';

/** Events of an app with their attributes, as `millstream-types` writes them. */
type EventsOf<Events> = Readonly<Record<keyof Events, Attributes>>;

/** Attributes may be left out when none of them is required. */
type Given<Fields> = Record<never, never> extends Fields ? [attributes?: Fields] : [attributes: Fields];
type WithAttributes<Fields> =
  Record<never, never> extends Fields ? { readonly attributes?: Fields } : { readonly attributes: Fields };

/** An event of the plan. */
export type TypedEvent<Events, Name extends keyof Events> = WithAttributes<Events[Name]> & {
  readonly name: Name;
  readonly items?: readonly Item[];
  readonly isImmediate?: boolean;
};

/** Records events of a tracking plan and no others. */
export interface TypedClient<Events extends EventsOf<Events>> {
  /** Records an event: `record({ name, attributes })` in short. */
  track<Name extends keyof Events & string>(name: Name, ...attributes: Given<Events[Name]>): void;
  record<Name extends keyof Events & string>(event: TypedEvent<Events, Name>): void;
}

/**
 * Narrows a client to the events of a tracking plan; checked when the app is compiled, free at run time.
 * @example
 * import type { AppEvents } from './events';
 * const events = asTyped<AppEvents>(millstream);
 * events.track('order_paid', { _value: 12.5, _currency: 'EUR' });
 */
export function asTyped<Events extends EventsOf<Events>>(client: {
  record(event: RecordedEvent): void;
}): TypedClient<Events> {
  return {
    track(name, ...[attributes]) {
      client.record(attributes === undefined ? { name } : { name, attributes });
    },
    record: (event) => client.record(event),
  };
}
