import type { LifecycleDefinition, Visual } from '../definition.ts';
import type { OpenVisualMark } from '../visual-mark.ts';
import type { VisualResult } from '../visual-result.ts';
import type { VisualWords } from '../visual-words.ts';

/** What every drawn visual is given. */
export interface VisualProps {
  readonly definition: LifecycleDefinition;
  readonly visual: Visual;
  readonly title: string;
  readonly result: VisualResult;
  /** The same of the compared range. */
  readonly compared: VisualResult | null;
  readonly words: VisualWords;
  readonly parameters: Readonly<Record<string, string | number>>;
  readonly height: number;
  readonly onMark?: OpenVisualMark | undefined;
}
