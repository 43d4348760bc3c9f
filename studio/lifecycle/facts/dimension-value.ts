import type { Dimension } from '@millstream/reporting';
import { labelOf } from '../../base/base-events.ts';
import type { Expression } from '../../plan/expression.ts';
import { coalesce, concat, isNull, nothing, or, text, when } from '../../plan/expressions.ts';

/** A dimension's value as text, null for none; `column` gives a column's value as text. */
export function dimensionValue(dimension: Dimension, column: (name: string) => Expression): Expression {
  const parts = dimension.parts.map((names) => {
    const values = names.map(column);
    const [only] = values;
    return values.length === 1 && only !== undefined ? only : coalesce(...values);
  });
  const [first = nothing('text')] = parts;
  const { separator } = dimension;
  if (separator === undefined) return first;
  const labels = parts.map(labelOf);
  const joined = concat(
    ...labels.flatMap((label, index) => (index === 0 ? [label] : [text(separator), label])),
  );
  return dimension.whole === true ? when(or(...parts.map(isNull)), nothing('text'), joined) : joined;
}
