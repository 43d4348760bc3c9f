import { useFieldText } from './field-text.ts';
import type { SpecChange } from './pipeline-types.ts';

/** Changed fields, each with what it was and what it is. */
export function ChangeList({ changes }: { readonly changes: readonly SpecChange[] }) {
  const text = useFieldText();
  return (
    <ul className="ms-checks">
      {changes.map(({ field, before, after }) => (
        <li key={field}>
          {text.label(field)}: <del>{text.value(field, before)}</del> → <ins>{text.value(field, after)}</ins>
        </li>
      ))}
    </ul>
  );
}
