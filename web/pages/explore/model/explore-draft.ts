import type {
  AnalysisKind,
  AttributionSpec,
  FieldRef,
  FilterNode,
  FunnelSpec,
  GroupField,
  Measure,
  PathSpec,
  RetentionSpec,
} from '@millstream/studio/spec';
import type { ResultView } from '../../../charts/results/result-view.ts';

/** A row of a form: an event with its own filter. The event is empty until one is chosen. */
export interface DraftItem {
  /** Names the row while the page is open; never leaves it. */
  readonly rowId: string;
  readonly event: string;
  readonly filter?: FilterNode | undefined;
  readonly label?: string | undefined;
}

/** A measure whose field may not be chosen yet. */
export interface DraftMeasure {
  readonly type: Measure['type'];
  readonly field?: FieldRef | undefined;
  readonly p?: number | undefined;
}

/** A metric of an event analysis. */
export interface DraftMetric extends DraftItem {
  readonly measure: DraftMeasure;
}

/** A side of a retention pair. */
export interface DraftSide {
  readonly event: string;
  readonly filter?: FilterNode | undefined;
  readonly associate?: FieldRef | undefined;
}

/** A pair of a start and a return. */
export interface DraftPair {
  readonly rowId: string;
  readonly start: DraftSide;
  readonly revisit: DraftSide;
  readonly label?: string | undefined;
}

/** What a conversion is worth; the field may not be chosen yet. */
export interface DraftGoal {
  readonly event: string;
  readonly filter?: FilterNode | undefined;
  readonly value:
    | { readonly type: 'count' }
    | { readonly type: 'sum'; readonly field?: FieldRef | undefined };
}

/** A node of a path that is shown by its name. */
export interface DraftNode {
  readonly rowId: string;
  readonly value: string;
  readonly filter?: FilterNode | undefined;
}

/** Options of each kind's form. */
export interface DraftOptions {
  readonly event: { readonly metrics: readonly DraftMetric[] };
  readonly funnel: Omit<FunnelSpec, 'steps'> & { readonly steps: readonly DraftItem[] };
  readonly path: Omit<PathSpec, 'nodes'> & { readonly nodes: readonly DraftNode[] };
  readonly retention: Omit<RetentionSpec, 'pairs'> & { readonly pairs: readonly DraftPair[] };
  readonly attribution: Omit<AttributionSpec, 'goal' | 'touchpoints'> & {
    readonly goal: DraftGoal;
    readonly touchpoints: readonly DraftItem[];
    /** Draws the answers of these models side by side. */
    readonly compareModels: boolean;
  };
}

/** What stands in the form of one kind, finished or not. Range, comparison and filter of the page stand in the address. */
export interface ExploreDraft<K extends AnalysisKind = AnalysisKind> {
  readonly kind: K;
  readonly options: DraftOptions[K];
  readonly groupBy: readonly GroupField[];
  readonly topN: number;
  readonly approx: boolean;
  readonly view: ResultView;
  /** Empty: made from the form. */
  readonly title: string;
}

/** A draft of any kind. */
export type AnyDraft = { readonly [K in AnalysisKind]: ExploreDraft<K> }[AnalysisKind];

let nextRow = 0;

/** Name of a new row. */
export function newRowId(): string {
  nextRow += 1;
  return `row-${nextRow}`;
}
