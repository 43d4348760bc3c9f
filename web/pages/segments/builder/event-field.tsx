import FormField from '@cloudscape-design/components/form-field';
import Select, { type SelectProps } from '@cloudscape-design/components/select';
import SpaceBetween from '@cloudscape-design/components/space-between';
import type { FilterNode } from '@millstream/studio/spec';
import { useMemo } from 'react';
import { FilterBar } from '../../../filters/filter-bar.tsx';
import { useMetadata } from '../../../filters/use-fields.ts';
import { useFormats } from '../../../i18n/formats.ts';
import { useSay } from '../../../i18n/language.tsx';

/** An event with its own filter. */
export interface EventChoice {
  readonly event: string;
  readonly filter?: FilterNode | undefined;
}

/** Events of the app to choose from, by volume. */
function useEventOptions(): readonly SelectProps.Option[] {
  const say = useSay();
  const formats = useFormats();
  const { data } = useMetadata();
  return useMemo(
    () =>
      (data?.events ?? [])
        .filter(({ isHidden }) => !isHidden)
        .toSorted((a, b) => b.lastDayCount - a.lastDayCount)
        .map(({ name, displayName, lastDayCount }) => ({
          value: name,
          label: displayName,
          description: say('segments.eventVolume', { name, count: formats.compact(lastDayCount) }),
          filteringTags: [name],
        })),
    [data, formats, say],
  );
}

/** Chooses an event and what its parameters must be. */
export function EventField(props: {
  readonly label: string;
  readonly value: EventChoice;
  readonly onChange: (value: EventChoice) => void;
  readonly error?: string | undefined;
}) {
  const say = useSay();
  const options = useEventOptions();
  const { value, onChange } = props;
  const chosen = options.find((option) => option.value === value.event);
  const known = value.event === '' ? null : (chosen ?? { value: value.event, label: value.event });
  return (
    <SpaceBetween size="xs">
      <FormField label={props.label} errorText={props.error}>
        <Select
          selectedOption={known}
          options={options}
          filteringType="auto"
          virtualScroll={options.length > 500}
          expandToViewport
          placeholder={say('segments.chooseEvent')}
          ariaLabel={props.label}
          onChange={({ detail }) => onChange({ ...value, event: detail.selectedOption.value ?? '' })}
        />
      </FormField>
      {value.event !== '' && (
        <FormField label={say('segments.where')}>
          <FilterBar
            value={value.filter ?? null}
            hasSegments={false}
            ariaLabel={`${say('segments.where')}: ${known?.label ?? ''}`}
            onChange={(filter) =>
              onChange(filter === null ? { event: value.event } : { event: value.event, filter })
            }
          />
        </FormField>
      )}
    </SpaceBetween>
  );
}
