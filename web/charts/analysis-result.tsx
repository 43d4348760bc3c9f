import type { AnalysisResult } from '@millstream/studio/spec';
import { AttributionResult, type ModelAnswer } from './results/attribution-result.tsx';
import { EventResult } from './results/event-result.tsx';
import { FunnelResult } from './results/funnel-result.tsx';
import { PathResult, TopPaths } from './results/path-result.tsx';
import type { PeriodNames } from './results/period-names.ts';
import { FunnelOverTime, RetentionLines } from './results/rate-lines.tsx';
import type { OpenMark } from './results/result-mark.ts';
import { ResultTable } from './results/result-table.tsx';
import { type ResultView, viewOfSpec } from './results/result-view.ts';
import { RetentionResult } from './results/retention-result.tsx';
import './results/results.css';

/** What draws any analysis' answer: the page of explorations and cards of dashboards alike. */
export interface AnalysisResultProps {
  readonly result: AnalysisResult;
  /** The same question of the range it is compared with. */
  readonly compared?: AnalysisResult | undefined;
  /** Names of both ranges in legends. @default words for now and before */
  readonly periods?: PeriodNames | undefined;
  /** How to look at it. @default what the spec's chart says */
  readonly view?: ResultView | undefined;
  /** Height of charts over time, px. @default 320 */
  readonly height?: number | undefined;
  /** Keys of series that are not drawn; with `onHidden` there is a legend to choose them. */
  readonly hidden?: ReadonlySet<string> | undefined;
  readonly onHidden?: ((hidden: ReadonlySet<string>) => void) | undefined;
  /** Told when somebody opens a figure; none makes figures plain text. */
  readonly onOpen?: OpenMark | undefined;
  /** Answers of other attribution models, drawn beside the own one. */
  readonly models?: readonly ModelAnswer[] | undefined;
}

/** Whether an answer holds nothing to draw. */
export function isEmptyResult(result: AnalysisResult): boolean {
  if (result.rows.length === 0) return true;
  return result.spec.kind === 'path' && (result.totals?.started ?? 0) === 0;
}

/** An analysis' answer as picture or table. */
export function AnalysisResultView(props: AnalysisResultProps) {
  const { result, onOpen, height } = props;
  const view = props.view ?? viewOfSpec(result.spec);
  if (view === 'table') return <ResultTable result={result} onOpen={onOpen} />;
  switch (result.spec.kind) {
    case 'event':
      return (
        <EventResult
          result={result}
          compared={props.compared}
          kind={view === 'bar' ? 'bar' : 'line'}
          height={height}
          hidden={props.hidden}
          onHidden={props.onHidden}
          onOpen={onOpen}
        />
      );
    case 'funnel':
      return view === 'bar' && !Array.isArray(result.chart) ? (
        <FunnelOverTime result={result} compared={props.compared} height={height} onOpen={onOpen} />
      ) : (
        <FunnelResult result={result} compared={props.compared} periods={props.periods} onOpen={onOpen} />
      );
    case 'path':
      return view === 'paths' ? (
        <TopPaths result={result} onOpen={onOpen} />
      ) : (
        <PathResult result={result} onOpen={onOpen} />
      );
    case 'retention':
      return view === 'heat' ? (
        <RetentionResult result={result} onOpen={onOpen} />
      ) : (
        <RetentionLines result={result} height={height} onOpen={onOpen} />
      );
    case 'attribution':
      return (
        <AttributionResult
          result={result}
          models={props.models}
          compared={props.compared}
          periods={props.periods}
          onOpen={onOpen}
        />
      );
  }
}
