// One long file on purpose: it is read beside studio.md 2.3 to 2.8 from top to bottom, shares nothing with the planner that it
// checks, and each method is one visual. All of it is one concept, the naive answer, over the same few private arrays.
import {
  type DimensionId,
  dimensions,
  type MetricId,
  type PlatformRule,
  type Visual,
} from '@millstream/reporting';
import type { LifecycleRequest } from '../../lifecycle/lifecycle-request.ts';
import { chosenDimension, chosenTop } from '../../lifecycle/plan-visual.ts';
import type { Cell } from '../../result/analysis-result.ts';
import { compareText, groupLabel, otherLabel } from '../../result/group-label.ts';
import { rate, roundRate } from '../../result/round-rate.ts';
import { type Calendar, resolveRange, type TimeRange } from '../../time/time-range.ts';
import type { Corpus, CorpusEvent } from '../corpus.ts';
import { distinct, groupedBy, OracleEvents } from './oracle-events.ts';
import { bucketKeyOf, localDateOf, localTimeOf } from './oracle-time.ts';

type Events = readonly CorpusEvent[];
type Row = readonly Cell[];

const isView = ({ name }: CorpusEvent) => name === '_page_view' || name === '_screen_view';
const plusDays = (date: string, days: number) => Temporal.PlainDate.from(date).add({ days }).toString();
const daysBetween = (from: string, to: string) =>
  Temporal.PlainDate.from(from).until(Temporal.PlainDate.from(to)).days;
const numberOf = (value: unknown) => (typeof value === 'number' ? value : 0);
const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);

/** The life cycle dashboard in the words of studio.md 2.3 to 2.8, over arrays. */
export class LifecycleOracle {
  readonly #oracle: OracleEvents;
  readonly #corpus: Corpus;
  readonly #request: LifecycleRequest;
  readonly #calendar: Calendar;
  readonly #asOfMs: number;
  readonly #range: TimeRange;
  /** All events that the filters leave, whenever they happened. */
  readonly #events: Events;

  constructor(corpus: Corpus, request: LifecycleRequest, calendar: Calendar) {
    this.#corpus = corpus;
    this.#oracle = new OracleEvents(corpus);
    this.#request = request;
    this.#calendar = calendar;
    this.#asOfMs = Date.parse(request.asOf ?? '');
    this.#range = resolveRange(request.time, calendar, this.#asOfMs);
    const all = this.#oracle.within({ fromMs: 0, toMs: Number.MAX_SAFE_INTEGER });
    this.#events = all.filter(
      (event) => this.#isOnPlatform(event) && this.#oracle.holds(event, request.filter),
    );
  }

  /** Rows of a visual's table; null for visuals that this oracle leaves to examples. */
  rows({ query, platforms = 'all' }: Visual): readonly Row[] | null {
    const { parameters } = this.#request;
    switch (query.shape) {
      case 'trend':
        return this.#days().map((day) => [
          day,
          ...query.metrics.map((metric) => this.#dayMetric(metric, day)),
        ]);
      case 'total':
        return query.metrics.map((metric) => [
          metric,
          this.#metric(metric, this.#inRange(), this.#range),
          this.#metric(metric, this.#within(this.#previous()), this.#previous()),
        ]);
      case 'breakdown': {
        const by = query.by.map((choice) => chosenDimension(choice, parameters));
        const top = query.top === undefined ? Number.POSITIVE_INFINITY : chosenTop(query.top, parameters);
        return this.#breakdown(query.metrics, by, { top, platforms });
      }
      case 'breakdownTrend': {
        const by = chosenDimension(query.by, parameters);
        const { metric, rank = metric } = query;
        return this.#breakdownTrend(metric, by, { rank, top: chosenTop(query.top, parameters), platforms });
      }
      case 'hours':
        return this.#hours(query.metric);
      case 'exits':
        return this.#exits(chosenDimension(query.by, parameters), chosenTop(query.top, parameters));
      case 'weeklyLifeCycle':
        return this.#weekly();
      case 'trailingEvents':
        return this.#days().map((day) => [
          day,
          ...[1, 7, 30].map((n) => this.#trailing(day, n)?.length ?? null),
        ]);
      case 'stickiness':
        return this.#days().map((day) => {
          const [d = null, w = null, m = null] = [1, 7, 30].map((n) => {
            const events = this.#trailing(day, n);
            return events === null ? null : this.#users(events).length;
          });
          return [day, rate(d, w), rate(d, m), rate(w, m), d, w, m];
        });
      case 'retentionByDate':
        return this.#days().map((day) => [
          day,
          ...query.days.map((after) => rate(this.#returned(day, after), this.#returned(day, 0))),
          this.#returned(day, 0),
        ]);
      case 'retentionByDay':
        return Array.from({ length: query.mostDays + 1 }, (_, after) => {
          const over = this.#days().filter((day) => this.#returned(day, after) !== null);
          const returned = sum(over.map((day) => this.#returned(day, after) ?? 0));
          const total = sum(over.map((day) => this.#returned(day, 0) ?? 0));
          return [after, rate(returned, total), returned, total];
        });
      case 'retentionMatrix':
        return this.#matrix();
      default:
        return null;
    }
  }

  // --- sets of events

  #isOnPlatform(event: CorpusEvent): boolean {
    const { platforms } = this.#request;
    if (platforms === undefined) return true;
    const platform = String(event.columns?.platform ?? '');
    const named = ['Android', 'iOS', 'Web', 'WeChatMP'];
    return platforms.some((one) => (one === 'other' ? !named.includes(platform) : one === platform));
  }

  #within({ fromMs, toMs }: TimeRange): Events {
    return this.#events.filter(({ ms }) => ms >= fromMs && ms < toMs);
  }

  #inRange(): Events {
    return this.#within(this.#range);
  }

  #dateOf(ms: number): string {
    return localDateOf(ms, this.#calendar.timeZone);
  }

  #days(): readonly string[] {
    const last = this.#dateOf(this.#range.toMs - 1);
    const days = [this.#dateOf(this.#range.fromMs)];
    for (let day = plusDays(days[0] ?? '', 1); day <= last; day = plusDays(day, 1)) days.push(day);
    return days;
  }

  #startOf(day: string): number {
    return Temporal.PlainDate.from(day).toZonedDateTime(this.#calendar.timeZone).epochMilliseconds;
  }

  #dayRange(day: string): TimeRange {
    return { fromMs: this.#startOf(day), toMs: this.#startOf(plusDays(day, 1)) };
  }

  /** The same days before the range, at the same clock times. */
  #previous(): TimeRange {
    const days = this.#days().length;
    const back = (ms: number) =>
      localTimeOf(ms, this.#calendar.timeZone).subtract({ days }).epochMilliseconds;
    return { fromMs: back(this.#range.fromMs), toMs: back(this.#range.toMs - 1) + 1 };
  }

  // --- users

  #users(events: Events): readonly string[] {
    return distinct(events.map((event) => this.#oracle.userKey(event)));
  }

  #rowsOf(user: string) {
    return (this.#corpus.users ?? []).filter((row) => (row.userId ?? row.pseudo) === user);
  }

  #firstTouch(user: string): number | null {
    const touches = this.#rowsOf(user).flatMap(({ columns }) => columns?.first_touch_time_msec ?? []);
    return touches.length === 0 ? null : Math.min(...touches.map(Number));
  }

  #usersOf(events: Events, isWanted: (event: CorpusEvent, firstTouch: number) => boolean): number {
    return this.#users(
      events.filter((event) => {
        const touch = this.#firstTouch(this.#oracle.userKey(event));
        return touch !== null && isWanted(event, touch);
      }),
    ).length;
  }

  // --- metrics

  #dayMetric(metric: MetricId, day: string): number | null {
    const period = this.#dayRange(day);
    const inside = {
      fromMs: Math.max(period.fromMs, this.#range.fromMs),
      toMs: Math.min(period.toMs, this.#range.toMs),
    };
    return this.#metric(metric, this.#within(inside), inside);
  }

  #metric(metric: MetricId, events: Events, period: TimeRange): number | null {
    const sessions = [
      ...groupedBy(
        events.filter(({ session }) => (session ?? null) !== null),
        ({ pseudo, session }) => `${pseudo} ${session}`,
      ).values(),
    ];
    const engaged = sessions.filter((session) => {
      const duration = Math.max(0, ...session.map(({ columns }) => numberOf(columns?.session_duration)));
      return duration >= 10_000 || session.filter(isView).length >= 2;
    });
    const engagement = (list: Events) =>
      sum(list.map(({ columns }) => numberOf(columns?.user_engagement_time_msec)));
    const engagedSeconds = engagement(engaged.flat()) / 1000;
    const users = this.#users(events).length;
    const named = (name: string) => events.filter((event) => event.name === name);
    const content = this.#contentKind();
    const contentViews = named(content.view);
    const ratio = (part: number, whole: number) => (whole === 0 ? null : part / whole);
    const firstDayUsers = () =>
      this.#usersOf(events, ({ ms }, touch) => this.#dateOf(touch) === this.#dateOf(ms));
    switch (metric) {
      case 'activeUsers':
        return users;
      case 'newUsers':
        return this.#usersOf(
          named('_first_open'),
          (_, touch) => touch >= period.fromMs && touch < period.toMs,
        );
      case 'newDevices':
        return distinct(named('_first_open').map(({ pseudo }) => pseudo)).length;
      case 'firstDayUsers':
        return firstDayUsers();
      case 'laterDayUsers':
        return users - firstDayUsers();
      case 'returningUsers':
        return this.#usersOf(events, ({ ms }, touch) => this.#dateOf(touch) < this.#dateOf(ms));
      case 'views':
        return events.filter(isView).length;
      case 'eventCount':
        return events.length;
      case 'otherEvents':
        return events.filter((event) => !isView(event)).length;
      case 'sessions':
        return sessions.length;
      case 'engagedSessions':
        return engaged.length;
      case 'engagementRate':
        return rate(engaged.length, sessions.length);
      case 'engagedSessionsPerUser':
        return ratio(engaged.length, users);
      case 'engagementSecondsPerUser':
        return ratio(engagedSeconds, users);
      case 'engagementSecondsPerEngagedSession':
        return ratio(engagedSeconds, engaged.length);
      case 'engagementSecondsPerSession':
        return ratio(engagedSeconds, sessions.length);
      case 'contentSecondsPerSession':
        return ratio(engagement(events) / 1000, sessions.length);
      case 'crashedUsers':
        return this.#users(named('_app_exception')).length;
      case 'crashRate': {
        const crashed = ratio(this.#users(named('_app_exception')).length, users);
        return crashed === null ? null : roundRate(crashed);
      }
      case 'eventValue':
        return sum(events.map(({ columns }) => numberOf(columns?.event_value)));
      case 'eventsPerUser':
        return ratio(events.length, users);
      case 'contentViews':
        return contentViews.length;
      case 'contentViewsPerUser':
        return ratio(contentViews.length, users);
      case 'entrances':
        return contentViews.filter(({ columns }) => columns?.[content.entrance] === true).length;
      case 'exits':
        throw new Error('counted by session');
    }
  }

  // --- values

  #contentKind() {
    return this.#request.parameters.pageType.startsWith('page')
      ? { view: '_page_view', entrance: 'page_view_entrances' }
      : { view: '_screen_view', entrance: 'screen_view_entrances' };
  }

  #columnOf(event: CorpusEvent, id: DimensionId, column: string): string | null {
    const of = (value: unknown) => (value === null || value === undefined ? null : String(value));
    switch (dimensions[id].level) {
      case 'event':
        return column === 'event_name' ? event.name : of(event.columns?.[column]);
      case 'session':
        return of(
          this.#corpus.sessions?.find((row) => row.pseudo === event.pseudo && row.session === event.session)
            ?.columns[column],
        );
      case 'user': {
        const touchOf = (row: { columns?: Corpus['events'][0]['columns'] }) =>
          row.columns?.first_touch_time_msec ?? Number.POSITIVE_INFINITY;
        const [first] = this.#rowsOf(this.#oracle.userKey(event)).toSorted(
          (a, b) =>
            (touchOf(a) === touchOf(b) ? 0 : Number(touchOf(a)) - Number(touchOf(b))) ||
            compareText(a.pseudo, b.pseudo),
        );
        return of(first?.columns?.[column]);
      }
    }
  }

  #valueOf(event: CorpusEvent, id: DimensionId): string | null {
    const dimension = dimensions[id];
    const parts = dimension.parts.map(
      (columns) =>
        columns.map((column) => this.#columnOf(event, id, column)).find((value) => value !== null) ?? null,
    );
    if (!('separator' in dimension)) return parts[0] ?? null;
    if ('whole' in dimension && parts.includes(null)) return null;
    return parts.map(groupLabel).join(dimension.separator);
  }

  /** Events of the range that a breakdown by these dimensions looks at, by value. */
  #byValue(by: readonly DimensionId[], platforms: PlatformRule) {
    const content = by.find((id) => /^(page|screen(Name|Class))/.test(id));
    const events = this.#inRange().filter((event) => {
      const isWeb = event.columns?.platform === 'Web';
      if (platforms === 'web' ? !isWeb : platforms === 'withoutWeb' && isWeb) return false;
      return (
        content === undefined ||
        this.#valueOf(event, content) !== null ||
        event.name === this.#contentKind().view
      );
    });
    return groupedBy(events, (event) => JSON.stringify(by.map((id) => this.#valueOf(event, id))));
  }

  #ranked(
    groups: ReadonlyMap<string, Events>,
    sizeOf: (events: Events) => number,
  ): readonly { readonly labels: readonly string[]; readonly events: Events; readonly size: number }[] {
    return [...groups]
      .map(([json, events]) => {
        const key: readonly (string | null)[] = JSON.parse(json);
        return { key, labels: key.map(groupLabel), events, size: sizeOf(events) };
      })
      .toSorted(
        (a, b) =>
          b.size - a.size ||
          compareText(a.labels.join(' / '), b.labels.join(' / ')) ||
          compareKeys(a.key, b.key),
      );
  }

  #breakdown(
    metrics: readonly MetricId[],
    by: readonly DimensionId[],
    { top, platforms }: { readonly top: number; readonly platforms: PlatformRule },
  ): readonly Row[] {
    const [first = 'activeUsers'] = metrics;
    const valuesOf = (events: Events) => metrics.map((metric) => this.#metric(metric, events, this.#range));
    const all = this.#ranked(
      this.#byValue(by, platforms),
      (events) => this.#metric(first, events, this.#range) ?? 0,
    );
    if (top === Number.POSITIVE_INFINITY) {
      return all
        .map(({ labels, events }) => [...labels, ...valuesOf(events)])
        .filter((row) => row.slice(by.length).some((value) => Number(value) > 0));
    }
    const shown = all.filter(({ size }) => size > 0).slice(0, top);
    const rest = all.filter((group) => !shown.includes(group)).flatMap(({ events }) => events);
    const rows: Row[] = shown.map(({ labels, events }) => [...labels, ...valuesOf(events)]);
    const restValues = valuesOf(rest);
    return (restValues[0] ?? 0) > 0 ? [...rows, [...by.map(() => otherLabel), ...restValues]] : rows;
  }

  #breakdownTrend(
    metric: MetricId,
    by: DimensionId,
    {
      rank,
      top,
      platforms,
    }: { readonly rank: MetricId; readonly top: number; readonly platforms: PlatformRule },
  ): readonly Row[] {
    const all = this.#ranked(
      this.#byValue([by], platforms),
      (events) => this.#metric(rank, events, this.#range) ?? 0,
    );
    return all
      .filter(({ size }) => size > 0)
      .slice(0, top)
      .flatMap(({ labels, events }) =>
        this.#days().map((day) => {
          const period = this.#dayRange(day);
          const ofDay = events.filter(({ ms }) => this.#dateOf(ms) === day);
          return [day, labels[0] ?? '', this.#metric(metric, ofDay, period)];
        }),
      );
  }

  #exits(by: DimensionId, top: number): readonly Row[] {
    const views = this.#inRange().filter(
      (event) =>
        event.name === this.#contentKind().view &&
        (event.session ?? null) !== null &&
        this.#valueOf(event, by) !== null,
    );
    const last = [...groupedBy(views, ({ pseudo, session }) => `${pseudo} ${session}`).values()].flatMap(
      (list) => list.toSorted(totalOrder).at(-1) ?? [],
    );
    const groups = groupedBy(last, (event) => JSON.stringify([this.#valueOf(event, by)]));
    const all = this.#ranked(groups, (events) => events.length);
    const rows: Row[] = all.slice(0, top).map(({ labels, size }) => [...labels, size]);
    const rest = sum(all.slice(top).map(({ size }) => size));
    return rest > 0 ? [...rows, [otherLabel, rest]] : rows;
  }

  // --- time

  #hours(metric: MetricId): readonly Row[] {
    const today = this.#dateOf(this.#asOfMs);
    const startsOf = (day: string) => {
      const { fromMs, toMs } = this.#dayRange(day);
      const starts = new Map<string, number>();
      for (let ms = fromMs; ms < toMs; ms += 60_000) {
        const key = bucketKeyOf(ms, 'hour', this.#calendar).slice(-5);
        if (!starts.has(key)) starts.set(key, ms);
      }
      return starts;
    };
    const [hours, before] = [startsOf(today), startsOf(plusDays(today, -1))];
    const countIn = (day: string, hour: string) => {
      const isIn = (ms: number) => bucketKeyOf(ms, 'hour', this.#calendar) === `${day} ${hour}`;
      const events = this.#events.filter(({ ms }) => ms <= this.#asOfMs && isIn(ms));
      if (metric !== 'newUsers') return this.#metric(metric, events, this.#range);
      return this.#usersOf(
        events.filter(({ name }) => name === '_first_open'),
        (_, touch) => isIn(touch) && touch <= this.#asOfMs,
      );
    };
    return [...hours].map(([hour, start]) => [
      hour,
      start > this.#asOfMs ? null : countIn(today, hour),
      before.has(hour) ? countIn(plusDays(today, -1), hour) : null,
    ]);
  }

  /** Events of the window of n days that ends with the day; null when it reaches before the data. */
  #trailing(day: string, days: number): Events | null {
    const all = this.#oracle.within({ fromMs: 0, toMs: this.#asOfMs + 1 });
    const earliest = all.map(({ ms }) => this.#dateOf(ms)).sort()[0];
    const from = plusDays(day, 1 - days);
    if (earliest === undefined || from < earliest) return null;
    return this.#events.filter(({ ms }) => {
      const date = this.#dateOf(ms);
      return date >= from && date <= day && ms < this.#range.toMs;
    });
  }

  #weekly(): readonly Row[] {
    const weekOf = (ms: number) => bucketKeyOf(ms, 'week', this.#calendar);
    const weeks = distinct(this.#days().map((day) => weekOf(this.#startOf(day))));
    const starts = this.#events.filter(({ name }) => name === '_session_start');
    const unitOf = (event: CorpusEvent) =>
      JSON.stringify([
        this.#oracle.userKey(event),
        this.#request.platforms === undefined ? '' : (event.columns?.platform ?? null),
      ]);
    const active = [...groupedBy(starts, unitOf).values()].map(
      (events) => new Set(events.map(({ ms }) => weekOf(ms))),
    );
    return weeks.map((week) => {
      const last = plusDays(week, -7);
      const now = active.filter((set) => set.has(week));
      const isOver = this.#startOf(plusDays(week, 7)) <= this.#asOfMs + 1;
      const earlier = (set: ReadonlySet<string>) => [...set].some((other) => other < week);
      return [
        week,
        now.filter((set) => !earlier(set)).length,
        now.filter((set) => set.has(last)).length,
        now.filter((set) => earlier(set) && !set.has(last)).length,
        isOver ? 0 - active.filter((set) => set.has(last) && !set.has(week)).length : null,
      ];
    });
  }

  /** Users first touched on the day who have an event at or after it on that day, and one some days later. */
  #returned(day: string, after: number): number | null {
    if (this.#startOf(plusDays(day, after + 1)) > this.#asOfMs + 1) return null;
    const users = this.#users(this.#events).filter((user) => {
      const touch = this.#firstTouch(user);
      if (
        touch === null ||
        this.#dateOf(touch) !== day ||
        touch < this.#range.fromMs ||
        touch >= this.#range.toMs
      )
        return false;
      const days = this.#events
        .filter((event) => this.#oracle.userKey(event) === user && event.ms >= touch)
        .map(({ ms }) => daysBetween(day, this.#dateOf(ms)));
      return days.includes(0) && days.includes(after);
    });
    return users.length;
  }

  #matrix(): readonly Row[] {
    const byUser = [...groupedBy(this.#inRange(), (event) => this.#oracle.userKey(event)).values()].map(
      (events) => new Set(events.map(({ ms }) => this.#dateOf(ms))),
    );
    return this.#days().flatMap((first) => {
      const cohort = byUser.filter((days) => [...days].sort()[0] === first);
      return this.#days()
        .filter((day) => day >= first && this.#startOf(day) <= this.#asOfMs)
        .map((day) => {
          const active = cohort.filter((days) => days.has(day)).length;
          return [first, cohort.length, day, active, rate(active, cohort.length)];
        });
    });
  }
}

function compareKeys(a: readonly (string | null)[], b: readonly (string | null)[]): number {
  for (const [index, left] of a.entries()) {
    const right = b[index] ?? null;
    if (left === right) continue;
    if (left === null) return -1;
    if (right === null) return 1;
    return compareText(left, right);
  }
  return 0;
}

function totalOrder(a: CorpusEvent, b: CorpusEvent): number {
  const last = Number.POSITIVE_INFINITY;
  const [left, right] = [a.seq ?? last, b.seq ?? last];
  return a.ms - b.ms || (left === right ? 0 : left - right) || compareText(a.id, b.id);
}
