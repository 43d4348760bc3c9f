import { assertNever } from '@millstream/core';
import type { EventSeries } from '../../analyses/event/event-series.ts';
import type { AnalysisContext } from '../../base/analysis-context.ts';
import type { ShapedResult } from '../../result/analysis-result.ts';
import type { AnalysisSpec } from '../../spec/analysis-spec.ts';
import { assertAgree } from '../assert-agree.ts';
import type { Corpus } from '../corpus.ts';
import { attributionOracle } from '../oracle/attribution-oracle.ts';
import { funnelOracle } from '../oracle/funnel-oracle.ts';
import { pathOracle } from '../oracle/path-oracle.ts';
import { retentionOracle } from '../oracle/retention-oracle.ts';
import { assertAttributionAgrees } from './attribution-agreement.ts';
import { assertEventAgrees } from './event-agreement.ts';
import { assertPathAgrees } from './path-agreement.ts';

/** What an analysis was asked over. */
export interface AnalysisQuestion {
  readonly corpus: Corpus;
  readonly spec: AnalysisSpec;
  readonly context: AnalysisContext;
}

/** Requires that an analysis of any kind is what the words of the specification give, cell by cell. */
export function assertAnalysisAgrees(
  result: ShapedResult,
  { corpus, spec, context }: AnalysisQuestion,
): void {
  switch (spec.kind) {
    case 'event': {
      const { series } = result.chart as { readonly series: readonly EventSeries[] };
      assertEventAgrees(series, { corpus, spec, context });
      break;
    }
    case 'funnel':
      assertAgree(result.rows, funnelOracle(corpus, spec, context), 'funnel and its words');
      break;
    case 'path':
      assertPathAgrees(result, pathOracle(corpus, spec, context), spec.path);
      break;
    case 'retention':
      assertAgree(result.rows, retentionOracle(corpus, spec, context), 'retention and its words');
      break;
    case 'attribution':
      assertAttributionAgrees(result, attributionOracle(corpus, spec, context));
      break;
    default:
      assertNever(spec);
  }
}
