import { type AnalysisKind, type AnalysisSpec, parseAnalysisSpec } from '@millstream/studio/spec';
import { type ResultView, viewsOf } from '../../../charts/results/result-view.ts';
import { packText, unpackText } from '../../../url/packed-text.ts';
import { type AnyDraft, newRowId } from './explore-draft.ts';
import { newDraft } from './new-draft.ts';
import { draftOfSpec } from './spec-draft.ts';

const withoutRows = (key: string, value: unknown) => (key === 'rowId' ? undefined : value);

/** A draft as text for the address. */
export function packDraft(draft: AnyDraft): Promise<string> {
  return packText(JSON.stringify(draft, withoutRows));
}

function withRows(value: unknown): unknown {
  if (!Array.isArray(value)) return value;
  return value.map((item) =>
    typeof item === 'object' && item !== null ? { ...item, rowId: newRowId() } : item,
  );
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * The draft of an address: what does not fit a form of the kind is left as the empty form has it. A whole spec is read too,
 * so that scripts can link to a question.
 */
export async function unpackDraft(kind: AnalysisKind, packed: string): Promise<AnyDraft | null> {
  const text = await unpackText(packed);
  if (text === null) return null;
  try {
    const value: unknown = JSON.parse(text);
    if (!isObject(value) || value.kind !== kind) return null;
    if (value.version === 1) return draftOfSpec(parseAnalysisSpec(value) as AnalysisSpec, '');
    return readDraft(kind, value);
  } catch {
    // Not JSON, or a spec that is none.
    return null;
  }
}

function readDraft(kind: AnalysisKind, value: Record<string, unknown>): AnyDraft {
  const empty = newDraft(kind);
  const given = isObject(value.options) ? value.options : {};
  const options = Object.fromEntries(
    Object.entries(empty.options).map(([name, usual]) => {
      const own = given[name];
      const fits =
        own !== undefined && typeof own === typeof usual && Array.isArray(own) === Array.isArray(usual);
      return [name, fits ? withRows(own) : usual];
    }),
  );
  const view = viewsOf[kind].find((one) => one === value.view) ?? (viewsOf[kind][0] as ResultView);
  const platform = typeof given.platform === 'string' ? { platform: given.platform } : {};
  const draft: unknown = {
    ...empty,
    options: { ...options, ...platform },
    groupBy: Array.isArray(value.groupBy) ? value.groupBy : [],
    topN: typeof value.topN === 'number' ? value.topN : empty.topN,
    approx: value.approx === true,
    view,
    title: typeof value.title === 'string' ? value.title : '',
  };
  // Each part was compared with an empty form's; what is wrong deeper is marked when the form becomes a spec.
  return draft as AnyDraft;
}
