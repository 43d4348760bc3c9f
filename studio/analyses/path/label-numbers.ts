import type { AnalysisContext } from '../../base/analysis-context.ts';
import type { Expression } from '../../plan/expression.ts';
import { add, equal, integer, multiply, placeAmong, when } from '../../plan/expressions.ts';
import type { PlanBuilder, StepRef } from '../../plan/plan-builder.ts';
import { compareText } from '../../result/group-label.ts';
import type { PathSpec } from '../../spec/path-spec.ts';
import { otherNode, type PathNodes, pathCandidates } from './path-nodes.ts';

/**
 * Numbers in place of labels, in the labels' order: even, and odd for those that start a path. A place in the order is
 * counted from 1, so that 0 is no label.
 */
export class LabelNumbers {
  readonly #labels: readonly string[];
  readonly #starts: readonly string[];

  constructor(labels: readonly string[], starts: readonly string[]) {
    this.#labels = [...new Set(labels)].sort(compareText);
    this.#starts = starts;
  }

  /** No number is larger. */
  get largest(): number {
    return 2 * this.#labels.length + 1;
  }

  /** Number of a label. */
  of(label: string): Expression {
    return integer(this.#numberOf(label));
  }

  /** Number of a column's value, which must be a label. */
  ofValue(value: Expression): Expression {
    const place = placeAmong(value, this.#labels);
    // One start: only selected nodes can have several, and those are numbered one by one.
    const [start = ''] = this.#starts;
    const isStart = equal(place, integer(this.#labels.indexOf(start) + 1));
    return add(multiply(place, integer(2)), when(isStart, integer(1), integer(0)));
  }

  /** The table of labels and their numbers. */
  table(builder: PlanBuilder): StepRef {
    return builder.values(
      'labels',
      { label: 'text', label_no: 'integer' },
      this.#labels.map((label) => [label, this.#numberOf(label)]),
    );
  }

  #numberOf(label: string): number {
    return 2 * (this.#labels.indexOf(label) + 1) + (this.#starts.includes(label) ? 1 : 0);
  }
}

/** Numbers of the labels when all of them are known before the events are read; null when they are not. */
export function knownLabels(
  path: PathSpec,
  nodes: PathNodes,
  { known }: AnalysisContext,
): LabelNumbers | null {
  if (nodes.selected !== null) {
    return new LabelNumbers([...nodes.selected.map(({ label }) => label), otherNode], nodes.startLabels);
  }
  if (path.nodeType !== 'event') return null;
  const candidates = pathCandidates(path, known.eventNames);
  return 'names' in candidates ? new LabelNumbers(candidates.names, nodes.startLabels) : null;
}
