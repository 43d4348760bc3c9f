import type { ShapedResult } from '../../result/analysis-result.ts';
import type { Block, BlockRows } from '../blocks/block.ts';

/** A planned visual: what it asks, and how the answers become its result. */
export interface PlannedVisual {
  readonly blocks: readonly Block[];
  shape(rowsOf: BlockRows): ShapedResult;
}
