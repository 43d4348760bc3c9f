import FormField from '@cloudscape-design/components/form-field';
import Textarea from '@cloudscape-design/components/textarea';
import { useSay } from '../../i18n/language.tsx';

/** A configuration as text, and what it says; null when it is no JSON object. */
export function configOf(text: string): Readonly<Record<string, unknown>> | null {
  if (text.trim() === '') return {};
  try {
    const value: unknown = JSON.parse(text);
    const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
    return isObject ? (value as Record<string, unknown>) : null;
  } catch {
    return null;
  }
}

/** Names of a plug-in's settings with their descriptions, from its JSON Schema. */
function fieldsOf(schema: Readonly<Record<string, unknown>>): readonly string[] {
  const { properties } = schema;
  if (typeof properties !== 'object' || properties === null) return [];
  return Object.entries(properties).map(([name, field]) => {
    const { type, description, default: standard } = (field ?? {}) as Record<string, unknown>;
    const about = [type, description, standard === undefined ? undefined : `= ${JSON.stringify(standard)}`];
    return `${name}: ${about.filter((part) => typeof part === 'string' && part !== '').join(', ')}`;
  });
}

/** The configuration of a plug-in as JSON; nothing for one that takes none. The server checks it by the schema. */
export function ConfigForm(props: {
  readonly schema: Readonly<Record<string, unknown>> | undefined;
  readonly text: string;
  readonly onChange: (text: string) => void;
}) {
  const say = useSay();
  const { schema, text } = props;
  if (schema === undefined) return null;
  return (
    <FormField
      label={say('plugins.config')}
      description={<span className="ms-text">{fieldsOf(schema).join(' · ')}</span>}
      errorText={configOf(text) === null ? say('plugins.configWrong') : ''}
      stretch
    >
      <Textarea
        value={text}
        rows={4}
        spellcheck={false}
        onChange={({ detail }) => props.onChange(detail.value)}
      />
    </FormField>
  );
}
