import fc from 'fast-check';
import type { Calendar } from '../time/time-range.ts';
import { dayStartMs } from '../time/zone-clock.ts';
import {
  booleanValue,
  type Corpus,
  type CorpusEvent,
  type CorpusUser,
  type CorpusValue,
  numberValue,
  textValue,
} from './corpus.ts';

/** Where and when a generated corpus plays. */
export interface CorpusPlace {
  readonly calendar: Calendar;
  /** Local day in the middle of the events; its night is one that the zone makes longer or shorter, where it does. */
  readonly day: Temporal.PlainDate;
}

/** Names of generated events. */
export const eventNames = ['A', 'B', 'C'] as const;
/** Texts that look alike, are empty, or mean something to a database. */
export const texts = ['', 'Rome', 'rome', "O'Brien", '100%', 'a_b', '\\', 'Ōsaka 😀'] as const;
/** Numbers that repeat often. */
export const numbers = [-3, 0, 1, 2, 2.5, 10] as const;
/** Segments of generated corpora. */
export const segmentIds = ['s1', 's2'] as const;

const pseudos = ['p1', 'p2', 'p3', 'p4', 'p\u00fc'] as const;
/** One of them is another device's own id. */
const userIds = ['U1', 'U2', 'p3', null] as const;
const sessions = ['x', 'y', null] as const;
const hourMs = 3_600_000;

const nights: readonly { readonly timeZone: string; readonly day: string }[] = [
  { timeZone: 'UTC', day: '2024-02-29' },
  { timeZone: 'Asia/Kathmandu', day: '2024-12-31' },
  { timeZone: 'Europe/Berlin', day: '2024-03-31' },
  { timeZone: 'Europe/Berlin', day: '2024-10-27' },
  // Midnight itself is skipped, and lived through twice.
  { timeZone: 'America/Sao_Paulo', day: '2018-11-04' },
  { timeZone: 'America/Sao_Paulo', day: '2018-02-17' },
  { timeZone: 'Australia/Lord_Howe', day: '2024-10-06' },
  { timeZone: 'Australia/Lord_Howe', day: '2024-04-07' },
];

/** Zones and nights, both starts of the week. */
export const arbitraryPlace: fc.Arbitrary<CorpusPlace> = fc
  .tuple(fc.constantFrom(...nights), fc.constantFrom('monday', 'sunday'))
  .map(([{ timeZone, day }, weekStart]) => ({
    calendar: { timeZone, weekStart },
    day: Temporal.PlainDate.from(day),
  }));

/** Instants that often are equal, near midnight or exactly some minutes apart. */
export function arbitraryMs({ calendar, day }: CorpusPlace): fc.Arbitrary<number> {
  const middle = dayStartMs(day, calendar.timeZone);
  const days = fc.constantFrom(0, 0, 0, -1, 1, 2, 7, -31);
  const hours = fc.constantFrom(0, 0, 1, 2, 3, 12, 23);
  const rest = fc.constantFrom(0, 0, 1, 600_000, 600_001, 1_200_000, 1_800_000, hourMs - 1);
  return fc.tuple(days, hours, rest).map(([d, h, ms]) => middle + (d * 24 + h) * hourMs + ms);
}

const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined, freq: 3 });

/** Custom values: a text, a number (sometimes stored as text), a truth value; each often missing. */
const parameters: fc.Arbitrary<Readonly<Record<string, CorpusValue>>> = fc
  .record({
    city: maybe(fc.constantFrom(...texts).map(textValue)),
    price: maybe(
      fc.oneof(
        { weight: 5, arbitrary: fc.constantFrom(...numbers).map(numberValue) },
        { weight: 1, arbitrary: fc.constant(textValue('2')) },
      ),
    ),
    'is "new"': maybe(fc.boolean().map(booleanValue)),
  })
  .map(present);

function present<T>(record: Readonly<Record<string, T | undefined>>): Readonly<Record<string, T>> {
  return Object.fromEntries(
    Object.entries(record).filter((entry): entry is [string, T] => entry[1] !== undefined),
  );
}

function arbitraryEvent(place: CorpusPlace): fc.Arbitrary<Omit<CorpusEvent, 'id'>> {
  return fc.record({
    name: fc.constantFrom(...eventNames),
    ms: arbitraryMs(place),
    pseudo: fc.constantFrom(...pseudos),
    seq: fc.constantFrom(null, 1, 1, 2),
    session: fc.constantFrom(...sessions),
    isBot: fc.constantFrom(false, false, false, false, false, false, true),
    columns: fc
      .record({
        geo_country: maybe(fc.constantFrom('', 'DE', 'FR')),
        outbound_link: maybe(fc.boolean()),
      })
      .map(present),
    parameters,
  });
}

const users: fc.Arbitrary<readonly CorpusUser[]> = fc
  .uniqueArray(
    fc.record({
      pseudo: fc.constantFrom(...pseudos),
      userId: fc.constantFrom(...userIds),
      columns: fc.record({ first_visit_date: maybe(fc.constant('2024-01-31')) }).map(present),
      attributes: fc
        .record({
          plan: maybe(fc.constantFrom('', 'free', 'pro').map(textValue)),
          age: maybe(fc.constantFrom(...numbers).map(numberValue)),
        })
        .map(present),
    }),
    { selector: ({ pseudo }) => pseudo },
  )
  .map((list) => list);

/**
 * Corpora so small in names, users and values that ties, repeats and shared devices are the rule. Some events lie
 * outside any range, some are of bots, some users and sessions have no row. Ids do not follow time.
 */
export function arbitraryCorpus(place: CorpusPlace, mostEvents = 30): fc.Arbitrary<Corpus> {
  return fc
    .record({
      events: fc.array(arbitraryEvent(place), { maxLength: mostEvents, size: 'max' }),
      users,
      sessions: fc.uniqueArray(
        fc.record({
          pseudo: fc.constantFrom(...pseudos),
          session: fc.constantFrom('x', 'y'),
          columns: fc.record({ session_source: fc.constantFrom(null, '', 'google', 'mail') }),
        }),
        { selector: ({ pseudo, session }) => `${pseudo} ${session}`, maxLength: 6 },
      ),
      s1: fc.subarray([...pseudos]),
      s2: fc.subarray([...pseudos]),
    })
    .map(({ events, s1, s2, ...rows }) => ({
      ...rows,
      events: events.map((event, index) => ({ ...event, id: `e${(index * 7919) % 1000}` })),
      segments: { s1, s2 },
    }));
}
