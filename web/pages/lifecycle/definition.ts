import type { FieldRef } from '@millstream/studio/spec';
import { useApi } from '../../api/use-api.ts';
import { useSpeech } from '../../i18n/language.tsx';

/** A text by language. */
export type Texts = Readonly<Record<string, string>>;

/** What a visual shows: its shape and what the shape is made of. */
export interface VisualQuery {
  readonly shape: string;
  readonly metric?: string;
  readonly metrics?: readonly string[];
  readonly by?: string | readonly string[];
  readonly top?: number | string;
  readonly subject?: string;
}

/** One visual of a sheet. */
export interface Visual {
  readonly id: string;
  readonly titles: Texts;
  readonly chart: string;
  readonly query: VisualQuery;
  readonly platforms?: 'all' | 'web' | 'withoutWeb';
}

/** A sheet of the dashboard. */
export interface Sheet {
  readonly id: string;
  readonly titles: Texts;
  readonly sections: readonly {
    readonly id: string;
    readonly titles: Texts;
    readonly visuals: readonly Visual[];
  }[];
}

/** A metric: name, rule in words, how its values are written, what lies behind them. */
export interface Metric {
  readonly names: Texts;
  readonly words: Texts;
  readonly unit: 'count' | 'rate' | 'seconds' | 'number';
  readonly opens: 'user' | 'event' | null;
}

/** The life cycle dashboard as the server describes it. */
export interface LifecycleDefinition {
  readonly names: Texts;
  readonly sheets: readonly Sheet[];
  readonly metrics: Readonly<Record<string, Metric>>;
  readonly dimensions: Readonly<Record<string, Texts>>;
  /** Fields of dimensions that values can be filtered by. */
  readonly dimensionFields: Readonly<Record<string, FieldRef>>;
  readonly dimensionParameters: Readonly<
    Record<string, { readonly names: Texts; readonly options: readonly string[]; readonly initial: string }>
  >;
  readonly topParameters: Readonly<Record<string, { readonly names: Texts; readonly initial: number }>>;
  readonly mostTop: number;
  readonly platforms: readonly string[];
  readonly drillShapes: readonly string[];
}

/** The dashboard's description; it changes with the product only. */
export function useLifecycleDefinition() {
  return useApi<LifecycleDefinition>(
    { path: '/studio/dashboard/lifecycle' },
    { staleMs: Number.POSITIVE_INFINITY },
  );
}

/** Picks a text in the page's language; English where there is none. */
export function useTexts(): (texts: Texts | undefined) => string {
  const { tag } = useSpeech();
  return (texts) => texts?.[tag] ?? texts?.['en-US'] ?? '';
}

/** Parameters that a visual hangs on: choices of dimensions and of numbers of values. */
export function parameterNamesOf({ query }: Visual): readonly string[] {
  return [query.by ?? [], query.top ?? []].flat().filter((name) => typeof name === 'string');
}

/** Parameters that the visuals of a sheet hang on. */
export function parametersOf(sheet: Sheet): ReadonlySet<string> {
  return new Set(sheet.sections.flatMap(({ visuals }) => visuals.flatMap(parameterNamesOf)));
}
