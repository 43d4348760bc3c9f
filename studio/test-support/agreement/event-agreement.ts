import type { EventSeries } from '../../analyses/event/event-series.ts';
import type { AnalysisContext } from '../../base/analysis-context.ts';
import type { SpecOf } from '../../spec/analysis-spec.ts';
import { assertAgree } from '../assert-agree.ts';
import type { Corpus } from '../corpus.ts';
import { eventOracle } from '../oracle/event-oracle.ts';

/** What an event analysis was asked over. */
export interface EventQuestion {
  readonly corpus: Corpus;
  readonly spec: SpecOf<'event'>;
  readonly context: AnalysisContext;
}

/** Requires that an event analysis is what the words of the specification give, point by point. */
export function assertEventAgrees(
  series: readonly EventSeries[],
  { corpus, spec, context }: EventQuestion,
): void {
  const shown = series.map(({ key: _, ...one }) => one);
  assertAgree(shown, eventOracle(corpus, spec, context), 'event analysis and its words');
}
