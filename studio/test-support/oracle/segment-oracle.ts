import { presetEvents } from '@millstream/core';
import type { SegmentCondition, SegmentMetric } from '../../segments/segment-condition.ts';
import type { SegmentRange } from '../../segments/segment-range.ts';
import type { SegmentSpec } from '../../segments/segment-spec.ts';
import type { EventRef } from '../../spec/event-spec.ts';
import type { Calendar } from '../../time/time-range.ts';
import type { Corpus, CorpusEvent } from '../corpus.ts';
import { conditionHolds, distinct, membersIn, OracleEvents } from './oracle-events.ts';
import { localDateOf, localTimeOf } from './oracle-time.ts';

/** When and where a segment is computed. */
export interface OraclePlace {
  readonly calendar: Calendar;
  readonly asOfMs: number;
}

type Operands = { readonly operator: string; readonly value: readonly number[] };
const presets: readonly string[] = presetEvents.map(({ name }) => name);
const lastWeek: SegmentRange = { type: 'relative', lastN: 7, unit: 'day' };

/** Members of a segment, in the words of explorations 7.2: every condition is asked about every user. */
export function segmentOracle(corpus: Corpus, spec: SegmentSpec, place: OraclePlace): readonly string[] {
  const criteria = spec.criteria ?? { op: 'and', groups: [] };
  const combined = (op: 'and' | 'or', answers: readonly boolean[]) =>
    op === 'and' ? answers.every(Boolean) : answers.some(Boolean);
  return (corpus.users ?? [])
    .map(({ pseudo }) => pseudo)
    .filter((pseudo) => {
      const groups = criteria.groups.map((group) => {
        const asked = new AskedUser(corpus, pseudo, group.range ?? lastWeek, place);
        const filters = group.filters.map((filter) =>
          combined(
            filter.op,
            filter.conditions.map((condition) => asked.satisfies(condition)),
          ),
        );
        return combined(group.op, filters);
      });
      return combined(criteria.op, groups);
    })
    .sort();
}

/** One user and the events of one range. */
class AskedUser {
  readonly #corpus: Corpus;
  readonly #oracle: OracleEvents;
  readonly #pseudo: string;
  readonly #events: readonly CorpusEvent[];
  readonly #timeZone: string;
  readonly #dates: readonly string[];

  constructor(corpus: Corpus, pseudo: string, range: SegmentRange, { calendar, asOfMs }: OraclePlace) {
    this.#corpus = corpus;
    this.#oracle = new OracleEvents(corpus);
    this.#pseudo = pseudo;
    this.#timeZone = calendar.timeZone;
    const { fromMs, lastMs } = edges(range, calendar.timeZone, asOfMs);
    const all = this.#oracle.within({ fromMs, toMs: lastMs + 1 });
    this.#events = all.filter((event) => event.pseudo === pseudo).sort(byTotalOrder);
    this.#dates = datesBetween(fromMs, lastMs, calendar.timeZone);
  }

  satisfies(condition: SegmentCondition): boolean {
    switch (condition.type) {
      case 'userEvent': {
        const events = this.#matching(this.#events, condition.event);
        return (events.length > 0 && this.#meets(condition.metric, condition, events)) === condition.done;
      }
      case 'sequence': {
        const { events: refs, inOneSession, direct } = condition;
        const found = direct ? this.#follows.bind(this) : this.#comesLater.bind(this);
        if (!inOneSession) return found(this.#events, refs);
        const sessions = distinct(this.#events.map(({ session }) => session ?? null));
        return sessions.some(
          (session) =>
            session !== null &&
            found(
              this.#events.filter((event) => event.session === session),
              refs,
            ),
        );
      }
      case 'userAttribute': {
        const user = { id: '', name: '', ms: 0, pseudo: this.#pseudo };
        const value = this.#oracle.field(user, condition.field);
        return conditionHolds(value, condition.operator, condition.value ?? []) === condition.has;
      }
      case 'inSegment': {
        const members = membersIn(this.#corpus, condition.segmentId);
        return members.includes(this.#pseudo) === condition.in;
      }
    }
  }

  #matching(events: readonly CorpusEvent[], ref: EventRef): readonly CorpusEvent[] {
    return events.filter((event) => event.name === ref.event && this.#oracle.holds(event, ref.filter));
  }

  #meets(metric: SegmentMetric, { operator, value }: Operands, events: readonly CorpusEvent[]): boolean {
    const holds = (measured: number) => conditionHolds(measured, operator, value);
    const dateOf = ({ ms }: CorpusEvent) => localDateOf(ms, this.#timeZone);
    const values = 'field' in metric ? events.map((event) => this.#oracle.field(event, metric.field)) : [];
    const present = values.filter((one) => one !== null);
    const numbers = present.map(Number);
    const sum = numbers.reduce((total, one) => total + one, 0);
    switch (metric.type) {
      case 'total':
        return holds(events.length);
      case 'timesPerDay':
        return this.#dates.every((date) => holds(events.filter((event) => dateOf(event) === date).length));
      case 'consecutiveDays':
        return runLengths(this.#dates.map((date) => events.some((event) => dateOf(event) === date))).some(
          holds,
        );
      case 'daysHavingEvent':
        return holds(distinct(events.map(dateOf)).length);
      case 'countDistinct':
        return holds(distinct(present).length);
      case 'sum':
        return numbers.length > 0 && holds(sum);
      case 'avg':
        return numbers.length > 0 && holds(sum / numbers.length);
      case 'min':
        return numbers.length > 0 && holds(Math.min(...numbers));
      case 'max':
        return numbers.length > 0 && holds(Math.max(...numbers));
    }
  }

  /** Some event of each reference, each strictly later than the one before: every choice is tried. */
  #comesLater(events: readonly CorpusEvent[], refs: readonly EventRef[], after = -Infinity): boolean {
    const [first, ...rest] = refs;
    if (first === undefined) return true;
    return this.#matching(events, first).some(
      (event) => event.ms > after && this.#comesLater(events, rest, event.ms),
    );
  }

  /** Neighbours among the events that count. */
  #follows(events: readonly CorpusEvent[], refs: readonly EventRef[]): boolean {
    const named = refs.map(({ event }) => event);
    const counted = events.filter(({ name }) => named.includes(name) || !presets.includes(name));
    return counted.some((_, start) =>
      refs.every((ref, index) => {
        const event = counted[start + index];
        const before = index === 0 ? undefined : counted[start + index - 1];
        if (event === undefined || this.#matching([event], ref).length === 0) return false;
        return before === undefined || event.ms > before.ms;
      }),
    );
  }
}

function byTotalOrder(a: CorpusEvent, b: CorpusEvent): number {
  const sequence = (event: CorpusEvent) => event.seq ?? Number.POSITIVE_INFINITY;
  if (a.ms !== b.ms) return a.ms - b.ms;
  if (sequence(a) !== sequence(b)) return sequence(a) - sequence(b);
  return a.id < b.id ? -1 : 1;
}

/** First and last instant of a range. */
function edges(range: SegmentRange, timeZone: string, asOfMs: number) {
  if (range.type === 'relative') {
    const { lastN, unit } = range;
    if (unit === 'second' || unit === 'minute' || unit === 'hour') {
      const seconds = { second: 1, minute: 60, hour: 3600 }[unit];
      return { fromMs: asOfMs - lastN * seconds * 1000, lastMs: asOfMs };
    }
    const today = localTimeOf(asOfMs, timeZone).toPlainDate();
    const first = today.subtract({ [`${unit}s`]: lastN }).add({ days: 1 });
    return { fromMs: startOf(first, timeZone), lastMs: asOfMs };
  }
  const isDate = (text: string) => !text.includes('T');
  const exact = (text: string) =>
    /Z|[+-]\d\d:\d\d$/.test(text)
      ? Date.parse(text)
      : Temporal.PlainDateTime.from(text).toZonedDateTime(timeZone).epochMilliseconds;
  const day = (text: string) => Temporal.PlainDate.from(text);
  return {
    fromMs: isDate(range.start) ? startOf(day(range.start), timeZone) : exact(range.start),
    lastMs: (isDate(range.end) ? startOf(day(range.end).add({ days: 1 }), timeZone) : exact(range.end)) - 1,
  };
}

function startOf(day: Temporal.PlainDate, timeZone: string): number {
  return day.toZonedDateTime(timeZone).epochMilliseconds;
}

function datesBetween(fromMs: number, lastMs: number, timeZone: string): readonly string[] {
  if (lastMs < fromMs) return [];
  const last = localDateOf(lastMs, timeZone);
  const dates = [localDateOf(fromMs, timeZone)];
  for (let date = dates[0]; date !== undefined && date < last; ) {
    date = Temporal.PlainDate.from(date).add({ days: 1 }).toString();
    dates.push(date);
  }
  return dates;
}

/** Lengths of the unbroken runs of `true`. */
function runLengths(days: readonly boolean[]): readonly number[] {
  return days
    .map((day) => (day ? '1' : ' '))
    .join('')
    .split(' ')
    .filter((run) => run !== '')
    .map((run) => run.length);
}
