import { add, equal, integer, isIn, multiply, over, when } from '../../plan/expressions.ts';
import type { PlanBuilder, StepRef } from '../../plan/plan-builder.ts';
import { type LabelOptions, labelEvents } from './label-events.ts';
import { knownLabels } from './label-numbers.ts';
import type { PathNodes } from './path-nodes.ts';

/** The events of a path analysis with numbers for labels (see `LabelNumbers`). */
export interface NumberedEvents {
  /** `label` and `label_no` of each. */
  readonly labels: StepRef;
  readonly events: StepRef;
  /** No label is larger; null = not known. */
  readonly largest: number | null;
}

/** The events with numbers for labels: known ones at once, others by first looking for all that there are. */
export function numberedEvents(builder: PlanBuilder, options: LabelOptions): NumberedEvents {
  const numbers = knownLabels(options.spec.path, options.nodes, options.context);
  const labelled = labelEvents(builder, { ...options, numbers });
  // Read for the labels alone, for the few persons that the packed order is too narrow for, and for everything.
  builder.inlineSoFar();
  if (numbers !== null) return { labels: numbers.table(builder), events: labelled, largest: numbers.largest };
  const labels = foundLabels(builder, labelled, options.nodes);
  const [event, label] = [labelled.as('e'), labels.as('l')];
  const events = builder.select('numbered', {
    from: event,
    joins: [{ type: 'inner', to: label, on: equal(label.col('label'), event.col('label')) }],
    columns: { ...event.all(), label: label.col('label_no') },
  });
  return { labels, events, largest: null };
}

/** Numbers as `LabelNumbers` gives them. */
function foundLabels(builder: PlanBuilder, labelled: StepRef, { startLabels }: PathNodes): StepRef {
  const scope = labelled.as('l');
  const distinct = builder.select('distinct_labels', {
    from: scope,
    columns: scope.cols('label'),
    distinct: true,
  });
  const label = distinct.as('d');
  const place = over('rowNumber', [], { partitionBy: [], orderBy: [label.col('label')] });
  const isStart = when(isIn(label.col('label'), startLabels), integer(1), integer(0));
  return builder.select('labels', {
    from: label,
    columns: { label: label.col('label'), label_no: add(multiply(place, integer(2)), isStart) },
  });
}
