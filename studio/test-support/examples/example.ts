import type { AnalysisResult } from '../../result/analysis-result.ts';
import type { AnalysisKind } from '../../spec/analysis-spec.ts';
import type { Corpus } from '../corpus.ts';

/** One worked example: what is asked, and what the answer must be. */
export interface Example {
  /** What it shows, in words. */
  readonly name: string;
  /** The spec's JSON beside `version`, `kind`, `projectId`, `appId` and what the whole set has. */
  readonly spec: object;
  /** @default 'UTC' */
  readonly timeZone?: string;
  /** @default 'monday' */
  readonly weekStart?: 'monday' | 'sunday';
  /** The part of the answer that the example is about, as plain data. */
  readonly read: (result: AnalysisResult) => unknown;
  readonly expected: unknown;
}

/** Worked examples over one corpus, whose `appId` is no other set's. */
export interface ExampleSet {
  readonly title: string;
  readonly kind: AnalysisKind;
  readonly corpus: Corpus & { readonly appId: string };
  /** Parts of the spec that all examples have unless they say otherwise. */
  readonly spec: object;
  readonly examples: readonly Example[];
}
