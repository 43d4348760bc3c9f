import Box from '@cloudscape-design/components/box';
import Select from '@cloudscape-design/components/select';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useSay } from '../../../i18n/language.tsx';
import type { FieldInputProps } from '../field-input.tsx';
import { usePlugins } from './plugin-list.ts';
import { pluginsOf } from './plugin-use.ts';

/** The version of each plug-in that the pipeline uses. */
export function PluginsInput({ wizard, field, isDisabled }: FieldInputProps) {
  const say = useSay();
  const known = usePlugins();
  const used = pluginsOf(wizard.spec);
  if (used.length === 0) return <Box color="text-body-secondary">{say('wizard.plugins.none')}</Box>;
  return (
    <SpaceBetween size="xs">
      {used.map((plugin) => {
        const versions = known.find(({ name }) => name === plugin.name)?.versions ?? [];
        const put = (version: string) =>
          wizard.set(
            field.path,
            used.map((one) => (one.name === plugin.name ? { ...one, version } : one)),
          );
        return (
          <div className="ms-pair" key={plugin.name}>
            <Box>{plugin.name}</Box>
            <Select
              ariaLabel={say('wizard.plugins.version', { name: plugin.name })}
              disabled={isDisabled}
              selectedOption={{ value: plugin.version, label: plugin.version }}
              options={versions.map(({ version }) => ({ value: version, label: version }))}
              onChange={({ detail }) => put(detail.selectedOption.value ?? plugin.version)}
            />
          </div>
        );
      })}
    </SpaceBetween>
  );
}
