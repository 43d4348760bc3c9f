import type { JsonObject } from './driver.ts';
import { expandObject } from './expand-values.ts';
import { type Bindings, matchValue } from './match-values.ts';
import type { Expectation, ExpectedEvent } from './scenario.ts';

/** What the events are compared under. */
export interface EventContext {
  readonly bindings: Bindings;
  /** What the wall clock showed when the scenario began, epoch ms. */
  readonly zeroMs: number;
  /** `_page_view` or `_screen_view`. */
  readonly viewType: string;
  /** Whether a step or event with this scope concerns the SDK. */
  concerns(scope: ExpectedEvent): boolean;
}

/** The event once for each time it is expected, with its type filled in. */
function writtenOut(event: ExpectedEvent, viewType: string): readonly JsonObject[] {
  const fields = event.view ? { event_type: viewType, ...event.fields } : event.fields;
  if (event.times === undefined) return [expandObject(fields)];
  return Array.from({ length: event.times }, (_, at) => expandObject(fields, at + 1));
}

function typesOf(events: readonly JsonObject[]): string {
  const types = events.map((event) => String(event.event_type));
  return types.length > 40 ? `${types.slice(0, 40).join(', ')}, … (${types.length})` : types.join(', ');
}

/** Compares stored events with the expected ones, one by one. @returns what is wrong */
export function matchEvents(
  expectation: Expectation,
  stored: readonly JsonObject[],
  context: EventContext,
): readonly string[] {
  const named = (types: readonly string[]) =>
    types.map((type) => (type === 'view' ? context.viewType : type));
  const unwanted = named(expectation.none ?? []).filter((type) =>
    stored.some((event) => event.event_type === type),
  );
  const problems = unwanted.map((type) => `there is a ${type}, which must not be`);
  if (!expectation.events) return problems;
  const expected = expectation.events
    .filter(context.concerns)
    .flatMap((event) => writtenOut(event, context.viewType));
  const only = expectation.only && named(expectation.only);
  const actual = only ? stored.filter((event) => only.includes(String(event.event_type))) : stored;
  const wrongTypes =
    actual.length !== expected.length ||
    expected.some((event, at) => event.event_type !== actual[at]?.event_type);
  if (wrongTypes) {
    return [...problems, `events are:      ${typesOf(actual)}`, `events should be: ${typesOf(expected)}`];
  }
  return [
    ...problems,
    ...expected.flatMap((event, at) =>
      matchValue(event, actual[at], {
        bindings: context.bindings,
        zeroMs: context.zeroMs,
        path: `event ${at + 1} (${event.event_type})`,
      }),
    ),
  ];
}
