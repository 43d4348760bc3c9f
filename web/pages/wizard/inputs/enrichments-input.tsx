import Button from '@cloudscape-design/components/button';
import Multiselect from '@cloudscape-design/components/multiselect';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useSay } from '../../../i18n/language.tsx';
import { useFieldText } from '../../pipelines/field-text.ts';
import type { FieldInputProps } from '../field-input.tsx';
import { valueAt } from '../spec-tree.ts';
import { fieldElementId } from '../wizard-fields.ts';
import { usePlugins } from './plugin-list.ts';
import { pluginsWith } from './plugin-use.ts';

/** Enrichments in the order in which they run. */
export function EnrichmentsInput({ wizard, field, isDisabled }: FieldInputProps) {
  const say = useSay();
  const { label } = useFieldText();
  const plugins = usePlugins();
  const stored = valueAt(wizard.spec, field.path);
  const chosen: readonly string[] = Array.isArray(stored) ? stored.map(String) : [];
  const nameOf = (name: string) => (name === 'ua' || name === 'ip' ? say(`wizard.enrichment.${name}`) : name);
  const names = ['ua', 'ip', ...plugins.filter(({ kind }) => kind === 'enrichment').map(({ name }) => name)];
  const option = (name: string) => ({ value: name, label: nameOf(name) });
  const transformer = String(valueAt(wizard.spec, 'processing.transformer') ?? '');
  const put = (enrichments: readonly string[]) =>
    wizard.replace(pluginsWith(wizard.spec, { enrichments }, [transformer, ...enrichments], plugins));
  const swapped = (index: number) => {
    const next = [...chosen];
    next.splice(index - 1, 2, chosen[index] ?? '', chosen[index - 1] ?? '');
    return next;
  };
  return (
    <SpaceBetween size="xs">
      <Multiselect
        controlId={fieldElementId(field.path)}
        ariaLabel={label(field.path)}
        disabled={isDisabled}
        hideTokens
        placeholder={say('wizard.enrichment.choose')}
        deselectAriaLabel={({ label: name }) => `${say('action.remove')} ${name}`}
        selectedOptions={chosen.map(option)}
        options={[...new Set([...names, ...chosen])].map(option)}
        onChange={({ detail }) => {
          const now = detail.selectedOptions.map(({ value }) => value ?? '');
          put([
            ...chosen.filter((name) => now.includes(name)),
            ...now.filter((name) => !chosen.includes(name)),
          ]);
        }}
      />
      <ol className="ms-steps">
        {chosen.map((name, index) => (
          <li key={name}>
            {nameOf(name)}{' '}
            {index > 0 && (
              <Button
                variant="inline-icon"
                iconName="angle-up"
                disabled={isDisabled}
                ariaLabel={say('wizard.enrichment.earlier', { name: nameOf(name) })}
                onClick={() => put(swapped(index))}
              />
            )}
          </li>
        ))}
      </ol>
    </SpaceBetween>
  );
}
