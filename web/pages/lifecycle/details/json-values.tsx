import ExpandableSection from '@cloudscape-design/components/expandable-section';
import { useSay } from '../../../i18n/language.tsx';

/** Named values of a JSON text; null when it holds none. */
function valuesIn(text: string): readonly (readonly [string, unknown])[] | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? Object.entries(value) : null;
  } catch {
    return null;
  }
}

/** JSON that unfolds to name, value and type. */
export function JsonValues({ text }: { readonly text: string }) {
  const say = useSay();
  const values = valuesIn(text);
  if (values === null || values.length === 0)
    return <span className="ms-text">{text === '' ? '–' : text}</span>;
  return (
    <ExpandableSection
      variant="inline"
      headerText={say('lifecycle.details.values', { count: values.length })}
    >
      <dl className="ms-facts">
        {values.map(([key, value]) => (
          <div key={key}>
            <dt className="ms-text">{key}</dt>
            <dd className="ms-text">
              {typeof value === 'string' ? value : JSON.stringify(value)} <small>({typeof value})</small>
            </dd>
          </div>
        ))}
      </dl>
    </ExpandableSection>
  );
}
