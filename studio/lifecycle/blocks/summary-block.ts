import { integer } from '../../plan/expressions.ts';
import type { FactGrain, FactRequest } from '../facts/fact-column.ts';
import type { WindowName } from '../lifecycle-context.ts';
import type { Block } from './block.ts';
import { cellMeasures } from './cell-measures.ts';
import { measures as allMeasures, type Measure, measureColumns } from './measure.ts';

/** What a summary counts. */
export interface SummaryOptions {
  readonly window: WindowName;
  /** @default 'visit' */
  readonly grain?: FactGrain;
  readonly measures: readonly Measure[];
}

/** Columns of a fact for some measures. */
export function columnsFor(measures: readonly Measure[]): FactRequest['columns'] {
  return [...new Set(measures.flatMap((measure) => measureColumns[measure]))];
}

const isMeasure = (name: string): name is Measure => allMeasures.some((measure) => measure === name);

/**
 * Measures of a window by bucket and over the whole window: rows (1, bucket) and (0, null).
 */
export function summaryBlock({ window, grain = 'visit', measures }: SummaryOptions): Block {
  return {
    id: `summary ${grain} ${window}`,
    fact: { window, grain, columns: [...new Set([...columnsFor(measures), 'bucket' as const])] },
    values: measures,
    plan({ builder, name, fact }) {
      const byBucket = cellMeasures(builder, fact, { name: `${name}_b`, measures, keys: ['bucket'] }).as('b');
      const whole = cellMeasures(builder, fact, { name: `${name}_w`, measures, keys: [] }).as('w');
      return [
        {
          from: byBucket,
          integers: [integer(1), byBucket.col('bucket')],
          values: byBucket.cols(...measures),
        },
        { from: whole, integers: [integer(0)], values: whole.cols(...measures) },
      ];
    },
    merge(other) {
      const wanted = new Set([...measures, ...other.values.filter(isMeasure)]);
      return summaryBlock({ window, grain, measures: allMeasures.filter((measure) => wanted.has(measure)) });
    },
  };
}
