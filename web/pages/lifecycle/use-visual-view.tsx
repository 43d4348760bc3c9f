import { type ReactNode, useState } from 'react';
import type { ExportTable } from '../../export/export-table.ts';
import { useFormats } from '../../i18n/formats.ts';
import { useSay } from '../../i18n/language.tsx';
import { PanelBody } from '../../panel/panel.tsx';
import { useAnswerNotes } from './answer-notes.ts';
import { type LifecycleDefinition, useTexts, type Visual } from './definition.ts';
import type { LifecycleQuestion } from './lifecycle-choices.ts';
import { useVisual, visualKey } from './use-visual.ts';
import { VisualFigure } from './visual-figure.tsx';
import { type OpenVisualMark, openableMark } from './visual-mark.ts';
import type { VisualResult } from './visual-result.ts';
import { visualTable } from './visual-table.ts';
import { useVisualWords } from './visual-words.ts';
import { PlainTable } from './visuals/plain-table.tsx';

/** Shapes that do not hang on the range, or are no numbers to set beside others. */
const fixedShapes: readonly string[] = ['hours', 'retentionMatrix', 'insight', 'freshness'];

/** A visual to look at. */
export interface VisualViewOptions {
  readonly definition: LifecycleDefinition;
  readonly visual: Visual;
  /** @default the visual's own title */
  readonly title?: string | undefined;
  readonly question: LifecycleQuestion;
  readonly compared: LifecycleQuestion | null;
  /** Whether it is in view: others are not asked for. */
  readonly isWanted: boolean;
  readonly height: number;
  readonly onMark?: OpenVisualMark | undefined;
  readonly asTable: boolean;
}

/** A visual with its four states, and what can be done with it. */
export interface VisualView {
  readonly title: string;
  readonly body: ReactNode;
  /** The table behind it; null until there is an answer. */
  readonly table: ExportTable | null;
  readonly warnings: readonly string[];
  readonly result: VisualResult | null;
}

/** Asks for a visual and draws it, as a chart or as the table behind it. */
export function useVisualView(options: VisualViewOptions): VisualView {
  const { definition, visual, question, compared, isWanted, height, onMark, asTable } = options;
  const say = useSay();
  const formats = useFormats();
  const texts = useTexts();
  const words = useVisualWords(definition);
  const notesOf = useAnswerNotes();
  const [isFailedComparison, setFailedComparison] = useState(false);
  const title = options.title ?? texts(visual.titles);
  const query = useVisual(question, visual.id, isWanted);
  const isComparable = !fixedShapes.includes(visual.query.shape);
  const before = useVisual(
    isComparable ? compared : null,
    visual.id,
    isWanted && compared !== null && isComparable && !isFailedComparison,
  );
  const { data } = query;
  const notes = data === undefined ? [] : notesOf(data);
  const table =
    data === undefined
      ? null
      : visualTable({ visual, title, result: data.result, notes }, question.parameters, words);
  if (before.isError && compared !== null && before.error !== null && !isFailedComparison) {
    // The comparison is an addition: the visual stands without it.
    queueMicrotask(() => setFailedComparison(true));
  }
  const isText = visual.query.shape === 'insight';
  const body = (
    <PanelBody
      query={query}
      queryKey={visualKey(question, visual.id)}
      thing={title}
      height={isText ? 48 : height}
      emptyOf={({ result, range, freshness }) => {
        if (result.rows.length > 0 && !isAllEmpty(result.rows, visual.query.shape)) return null;
        const { lastDate } = freshness;
        if (lastDate === null) return { text: say('lifecycle.noData') };
        return {
          text: say('lifecycle.empty', {
            from: formats.day(range.from),
            to: formats.day(range.to),
            last: formats.day(lastDate),
          }),
        };
      }}
    >
      {({ result }) =>
        asTable && table !== null ? (
          <PlainTable table={table} name={title} height={height} words={words} result={result} />
        ) : (
          <VisualFigure
            definition={definition}
            visual={visual}
            title={title}
            result={result}
            compared={compared === null || !isComparable ? null : (before.data?.result ?? null)}
            words={words}
            parameters={question.parameters}
            height={height}
            onMark={
              onMark === undefined
                ? undefined
                : (mark, at) => onMark(openableMark(mark, visual, question.platforms), at)
            }
          />
        )
      }
    </PanelBody>
  );
  return { title, body, table, warnings: data?.result.warnings ?? [], result: data?.result ?? null };
}

/** Whether a chart over time has no number above zero at all. */
function isAllEmpty(rows: readonly (readonly unknown[])[], shape: string): boolean {
  if (['insight', 'freshness', 'total'].includes(shape)) return false;
  return rows.every((row) => row.every((value) => typeof value !== 'number' || value === 0));
}
