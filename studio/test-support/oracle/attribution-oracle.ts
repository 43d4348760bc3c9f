import type { AnalysisContext } from '../../base/analysis-context.ts';
import type { SpecOf } from '../../spec/analysis-spec.ts';
import type { AttributionSpec } from '../../spec/attribution-spec.ts';
import type { Corpus, CorpusEvent } from '../corpus.ts';
import { OracleEvents } from './oracle-events.ts';
import { localDateOf } from './oracle-time.ts';
import { inOrder } from './path-oracle.ts';

/** What an attribution analysis must answer. */
export interface OracleAttribution {
  readonly touchpoints: readonly {
    readonly triggers: number;
    readonly withConversion: number;
    readonly credit: number;
    readonly contribution: number;
  }[];
  readonly conversions: number;
  readonly value: number;
  readonly unattributed: number;
  readonly unattributedValue: number;
}

interface Touch {
  readonly event: CorpusEvent;
  /** Index of the definition. */
  readonly touchpoint: number;
}

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);

/** Shares of a conversion by the model, for its touches in order. */
function credits(model: AttributionSpec['model'], agesMs: readonly number[]): readonly number[] {
  const count = agesMs.length;
  switch (model.type) {
    case 'first':
      return agesMs.map((_, index) => (index === 0 ? 1 : 0));
    case 'last':
      return agesMs.map((_, index) => (index === count - 1 ? 1 : 0));
    case 'linear':
      return agesMs.map(() => 1 / count);
    case 'position': {
      const [first, middle, last] = model.weights;
      if (count <= 2) return agesMs.map(() => 1 / count);
      return agesMs.map((_, index) =>
        index === 0 ? first : index === count - 1 ? last : middle / (count - 2),
      );
    }
    case 'timeDecay': {
      const youngest = Math.min(...agesMs);
      // Divided through by the youngest one's weight: shares are the same, and never 0 of 0.
      const weights = agesMs.map((age) => 2 ** (-(age - youngest) / (model.halfLifeSeconds * 1000)));
      return weights.map((weight) => weight / sum(weights));
    }
  }
}

/** Attribution over arrays, in the words of explorations 6.2. */
export function attributionOracle(
  corpus: Corpus,
  spec: SpecOf<'attribution'>,
  { range, calendar }: AnalysisContext,
): OracleAttribution {
  const { goal, touchpoints, window, model } = spec.attribution;
  const oracle = new OracleEvents(corpus);
  const lookback = window.type === 'custom' ? window.seconds * 1000 : 86_400_000;
  const events = oracle
    .within({ fromMs: range.fromMs - lookback, toMs: range.toMs })
    .filter((event) => oracle.holds(event, spec.filter))
    .toSorted(inOrder);
  const matches = (event: CorpusEvent, wanted: Pick<typeof goal, 'event' | 'filter'>) =>
    event.name === wanted.event && oracle.holds(event, wanted.filter);
  const goals = events.filter((event) => matches(event, goal));
  const touches: readonly Touch[] = events
    .filter((event) => !goals.includes(event))
    .flatMap((event) =>
      touchpoints.flatMap((wanted, touchpoint) => (matches(event, wanted) ? [{ event, touchpoint }] : [])),
    );
  const conversions = goals.filter((event) => event.ms >= range.fromMs);
  const valueOfGoal = (event: CorpusEvent) =>
    goal.value.type === 'count' ? 1 : Number(oracle.field(event, goal.value.field) ?? 0);
  const isEligible = (touch: CorpusEvent, conversion: CorpusEvent): boolean => {
    switch (window.type) {
      case 'custom':
        return conversion.ms - touch.ms <= window.seconds * 1000;
      case 'sameDay':
        return localDateOf(touch.ms, calendar.timeZone) === localDateOf(conversion.ms, calendar.timeZone);
      case 'session':
        return (touch.session ?? null) !== null && touch.session === conversion.session;
    }
  };
  /** The user's next goal event; at the same instant the touch comes first. */
  const nextGoal = ({ event }: Touch) =>
    goals.find((one) => oracle.userKey(one) === oracle.userKey(event) && one.ms >= event.ms);
  const shares = conversions.map((conversion) => {
    const earned = touches.filter(
      (touch) => nextGoal(touch) === conversion && isEligible(touch.event, conversion),
    );
    const credit = credits(
      model,
      earned.map(({ event }) => conversion.ms - event.ms),
    );
    return { conversion, value: valueOfGoal(conversion), earned, credit };
  });
  const lonely = shares.filter(({ earned }) => earned.length === 0);
  return {
    touchpoints: touchpoints.map((_, index) => {
      const mine = shares.flatMap(({ earned, credit, value }) =>
        earned.flatMap(({ touchpoint }, at) =>
          touchpoint === index ? [{ credit: credit[at] ?? 0, value: (credit[at] ?? 0) * value }] : [],
        ),
      );
      return {
        triggers: touches.filter(({ touchpoint }) => touchpoint === index).length,
        withConversion: mine.length,
        credit: sum(mine.map(({ credit }) => credit)),
        contribution: sum(mine.map(({ value }) => value)),
      };
    }),
    conversions: conversions.length,
    value: sum(conversions.map(valueOfGoal)),
    unattributed: lonely.length,
    unattributedValue: sum(lonely.map(({ value }) => value)),
  };
}
