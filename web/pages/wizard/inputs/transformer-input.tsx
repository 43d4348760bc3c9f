import Select from '@cloudscape-design/components/select';
import { useSay } from '../../../i18n/language.tsx';
import { useFieldText } from '../../pipelines/field-text.ts';
import type { FieldInputProps } from '../field-input.tsx';
import { valueAt } from '../spec-tree.ts';
import { fieldElementId } from '../wizard-fields.ts';
import { usePlugins } from './plugin-list.ts';
import { pluginsWith } from './plugin-use.ts';

const builtIn = ['clickstream', 'gtm', 'sensors'] as const;

/** The one transformer: built in, or an uploaded one in its newest version. */
export function TransformerInput({ wizard, field, isDisabled }: FieldInputProps) {
  const say = useSay();
  const { label } = useFieldText();
  const plugins = usePlugins().filter(({ kind }) => kind === 'transformer');
  const value = String(valueAt(wizard.spec, field.path) ?? '');
  const options = [
    ...builtIn.map((name) => ({
      value: name as string,
      label: say(`wizard.transformer.${name}`),
      description: name as string,
    })),
    ...plugins.map(({ name, versions }) => ({
      value: name,
      label: name,
      description: versions[0]?.version ?? '',
    })),
  ];
  return (
    <Select
      controlId={fieldElementId(field.path)}
      ariaLabel={label(field.path)}
      disabled={isDisabled}
      selectedOption={options.find((option) => option.value === value) ?? { value, label: value }}
      options={options}
      onChange={({ detail }) => {
        const name = detail.selectedOption.value ?? value;
        const enrichments = valueAt(wizard.spec, 'processing.enrichments');
        const named = [name, ...(Array.isArray(enrichments) ? enrichments.map(String) : [])];
        wizard.replace(pluginsWith(wizard.spec, { transformer: name }, named, plugins));
      }}
    />
  );
}
