import FormField from '@cloudscape-design/components/form-field';
import Select, { type SelectProps } from '@cloudscape-design/components/select';
import { useMemo } from 'react';
import { cutMiddle, visibleText } from '../../../charts/cut-text.ts';
import { type EventEntry, useMetadata } from '../../../filters/use-fields.ts';
import { useFormats } from '../../../i18n/formats.ts';
import { useSay } from '../../../i18n/language.tsx';
import { usePreference } from '../../../preferences/preferences.ts';

const mostRecent = 5;
const longestLabel = 80;

/** Events of the app, the most frequent first. */
export function useEventEntries(): readonly EventEntry[] {
  const { data } = useMetadata();
  return useMemo(
    () =>
      (data?.events ?? [])
        .filter(({ isHidden }) => !isHidden)
        .toSorted((a, b) => b.lastDayCount - a.lastDayCount),
    [data],
  );
}

/** Chooses an event: search by any name, the last ones first, then by volume. */
export function EventPicker(props: {
  readonly label: string;
  readonly value: string;
  readonly problem: string | null;
  readonly onChange: (event: string, shown: string) => void;
  readonly autoFocus?: boolean;
}) {
  const say = useSay();
  const formats = useFormats();
  const events = useEventEntries();
  const { isPending } = useMetadata();
  const [recent, setRecent] = usePreference<readonly string[]>('explore.recentEvents', []);
  const options = useMemo<SelectProps.Options>(() => {
    const optionOf = ({ name, displayName, description, lastDayCount }: EventEntry) => ({
      value: name,
      label: cutMiddle(visibleText(displayName), longestLabel),
      labelTag: formats.compact(lastDayCount),
      description: cutMiddle(visibleText(displayName === name ? description : name), 120),
      filteringTags: [name, displayName, description],
    });
    const known = recent.flatMap((name) => events.find((event) => event.name === name) ?? []);
    return [
      ...(known.length > 0 && events.length > mostRecent
        ? [{ label: say('explore.recent'), options: known.map(optionOf) }]
        : []),
      { label: say('explore.byVolume'), options: events.map(optionOf) },
    ];
  }, [events, formats, recent, say]);
  const chosen = events.find(({ name }) => name === props.value);
  return (
    <FormField errorText={props.problem} stretch>
      <Select
        selectedAriaLabel={say('explore.chosen')}
        ariaLabel={props.label}
        invalid={props.problem !== null}
        placeholder={say('explore.chooseEvent')}
        filteringType="auto"
        filteringAriaLabel={say('explore.searchEvents')}
        filteringPlaceholder={say('explore.searchEvents')}
        virtualScroll={events.length > 100}
        statusType={isPending ? 'loading' : 'finished'}
        loadingText={say('panel.loading', { thing: say('explore.events') })}
        empty={say('explore.noEvents')}
        noMatch={say('explore.noMatch')}
        options={options}
        selectedOption={
          props.value === ''
            ? null
            : {
                value: props.value,
                label: cutMiddle(visibleText(chosen?.displayName ?? props.value), longestLabel),
              }
        }
        onChange={({ detail }) => {
          const name = detail.selectedOption.value ?? '';
          setRecent([name, ...recent.filter((other) => other !== name)].slice(0, mostRecent));
          props.onChange(name, detail.selectedOption.label ?? name);
        }}
      />
    </FormField>
  );
}
