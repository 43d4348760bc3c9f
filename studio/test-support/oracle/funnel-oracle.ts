import type { AnalysisContext } from '../../base/analysis-context.ts';
import { compareText } from '../../result/group-label.ts';
import { roundRate } from '../../result/round-rate.ts';
import type { SpecOf } from '../../spec/analysis-spec.ts';
import type { Corpus, CorpusEvent } from '../corpus.ts';
import { distinct, OracleEvents } from './oracle-events.ts';
import { groupKeyOf, oracleGroups, rankedKeys } from './oracle-groups.ts';
import { bucketKeyOf, localDateOf, localTimeOf } from './oracle-time.ts';

/** All chains that begin with one event of the first step. */
interface Start {
  readonly event: CorpusEvent;
  readonly user: string;
  readonly key: string;
  readonly bucket: string;
  /** Events that each step can be, by the definition; the first step's is the start. */
  readonly reached: readonly (readonly CorpusEvent[])[];
}
type Row = readonly (string | number | null)[];

/** End of what later steps may be in. */
function lastMs(spec: SpecOf<'funnel'>, { range, calendar }: AnalysisContext): number {
  if (!spec.funnel.lateSteps) return range.toMs;
  if (spec.funnel.window.type === 'custom') return range.toMs + spec.funnel.window.seconds * 1000;
  const last = localTimeOf(range.toMs - 1, calendar.timeZone);
  return last.toPlainDate().add({ days: 1 }).toZonedDateTime(calendar.timeZone).epochMilliseconds;
}

/** Every start with all events of all chains from it: explorations 3.2, word by word. */
function startsOf(corpus: Corpus, spec: SpecOf<'funnel'>, context: AnalysisContext): readonly Start[] {
  const oracle = new OracleEvents(corpus);
  const { steps, window, groupApply } = spec.funnel;
  const { timeZone } = context.calendar;
  const base = oracle
    .within({ fromMs: context.range.fromMs, toMs: lastMs(spec, context) })
    .filter((event) => oracle.holds(event, spec.filter));
  const matching = steps.map((step) =>
    base.filter((event) => event.name === step.event && oracle.holds(event, step.filter)),
  );
  const keyOf = (event: CorpusEvent) => groupKeyOf(oracle, spec.groupBy ?? [], event);
  const isWithin = (event: CorpusEvent, first: CorpusEvent) =>
    window.type === 'custom'
      ? event.ms - first.ms <= window.seconds * 1000
      : localDateOf(event.ms, timeZone) === localDateOf(first.ms, timeZone);
  const firsts = (matching[0] ?? []).filter((event) => event.ms < context.range.toMs);
  return firsts.map((first) => {
    const reached: (readonly CorpusEvent[])[] = [[first]];
    for (const candidates of matching.slice(1)) {
      const before = reached.at(-1) ?? [];
      reached.push(
        candidates.filter((event) =>
          before.some(
            (previous) =>
              oracle.userKey(event) === oracle.userKey(previous) &&
              event.ms > previous.ms &&
              isWithin(event, first) &&
              (groupApply === 'first' || keyOf(event) === keyOf(previous)),
          ),
        ),
      );
    }
    const bucket = bucketKeyOf(first.ms, spec.granularity, context.calendar);
    return { event: first, user: oracle.userKey(first), key: keyOf(first), bucket, reached };
  });
}

function countsOf(
  { funnel: { metric, steps } }: SpecOf<'funnel'>,
  starts: readonly Start[],
): readonly number[] {
  return steps.map((_, index) => {
    if (metric === 'eventCount') {
      return distinct(starts.flatMap(({ reached }) => (reached[index] ?? []).map(({ id }) => id))).length;
    }
    const reaching = starts.filter(({ reached }) => (reached[index] ?? []).length > 0);
    return distinct(reaching.map(({ user }) => user)).length;
  });
}

/** Earliest arrivals of a start at each step. */
function greedy({ reached }: Start): readonly number[] {
  return reached.map((events) => Math.min(...events.map(({ ms }) => ms)));
}

/** Median seconds from the step before, each user by the first start that reaches the step. */
function medianOf(starts: readonly Start[], index: number): number | null {
  const completing = starts
    .filter(({ reached }) => (reached[index] ?? []).length > 0)
    .map((start) => ({ user: start.user, ms: start.event.ms, arrivals: greedy(start) }))
    .sort(
      (a, b) =>
        a.ms - b.ms ||
        (a.arrivals[index] ?? 0) - (b.arrivals[index] ?? 0) ||
        (a.arrivals[index - 1] ?? 0) - (b.arrivals[index - 1] ?? 0),
    );
  const seconds = distinct(completing.map(({ user }) => user))
    .map((user) => completing.find((start) => start.user === user)?.arrivals ?? [])
    .map((arrivals) => ((arrivals[index] ?? 0) - (arrivals[index - 1] ?? 0)) / 1000)
    .sort((a, b) => a - b);
  const middle = (seconds.length - 1) / 2;
  const [low, high] = [seconds[Math.floor(middle)], seconds[Math.ceil(middle)]];
  return low === undefined || high === undefined ? null : (low + high) / 2;
}

const ratio = (part: number, whole: number) => (whole === 0 ? null : roundRate(part / whole));

/** Funnel over arrays: the rows that the result must have. */
export function funnelOracle(
  corpus: Corpus,
  spec: SpecOf<'funnel'>,
  context: AnalysisContext,
): readonly Row[] {
  const starts = startsOf(corpus, spec, context);
  if (starts.length === 0) return [];
  const fields = spec.groupBy ?? [];
  const sizes = new Map(
    distinct(starts.map(({ key }) => key)).map((key) => [
      key,
      countsOf(
        spec,
        starts.filter((start) => start.key === key),
      )[0] ?? 0,
    ]),
  );
  const groups = oracleGroups(rankedKeys(sizes), fields, spec.topN);
  const rowsOf = (bucket: string | null): readonly Row[] => {
    const lines = groups.map(({ labels, holds }) => {
      const chosen = starts.filter(
        (start) => holds(start.key) && (bucket === null || start.bucket === bucket),
      );
      return { labels, chosen, counts: countsOf(spec, chosen) };
    });
    // The sort is stable: what is equal stays in the order of the groups.
    lines.sort(
      (a, b) =>
        (b.counts[0] ?? 0) - (a.counts[0] ?? 0) || compareText(a.labels.join(' / '), b.labels.join(' / ')),
    );
    return lines.map(({ labels, chosen, counts }) => [
      ...(spec.chart === 'funnel' ? [] : [bucket ?? 'Total']),
      ...labels,
      ...counts,
      ratio(counts.at(-1) ?? 0, counts[0] ?? 0),
      ...counts.slice(1).map((count, index) => ratio(count, counts[index] ?? 0)),
      ...(spec.funnel.medians ? counts.slice(1).map((_, index) => medianOf(chosen, index + 1)) : []),
    ]);
  };
  const buckets = spec.chart === 'funnel' ? [] : context.buckets;
  return [...buckets.flatMap(({ key }) => rowsOf(key)), ...rowsOf(null)];
}
