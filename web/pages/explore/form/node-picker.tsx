import Autosuggest from '@cloudscape-design/components/autosuggest';
import FormField from '@cloudscape-design/components/form-field';
import type { PathSpec } from '@millstream/studio/spec';
import { useMetadataValues } from '../../../filters/use-fields.ts';
import { useSay } from '../../../i18n/language.tsx';
import { EventPicker } from './event-picker.tsx';

/** Field that nodes of a type are values of. */
const fieldOfNode = {
  pageTitle: 'page_view_page_title',
  pageUrl: 'page_view_page_url',
  screenName: 'screen_view_screen_name',
  screenId: 'screen_view_screen_id',
} as const;

/** Chooses a node of a path: an event, or a page or screen among those that were seen, or any other by its text. */
export function NodePicker(props: {
  readonly label: string;
  readonly nodeType: PathSpec['nodeType'];
  readonly value: string;
  readonly problem: string | null;
  readonly onChange: (value: string, shown: string) => void;
}) {
  const say = useSay();
  const { nodeType } = props;
  const { data } = useMetadataValues(nodeType !== 'event');
  if (nodeType === 'event') {
    return (
      <EventPicker
        label={props.label}
        value={props.value}
        problem={props.problem}
        onChange={props.onChange}
      />
    );
  }
  const values = data?.parameters.find(({ name }) => name === fieldOfNode[nodeType])?.values ?? [];
  return (
    <FormField errorText={props.problem} stretch>
      <Autosuggest
        ariaLabel={props.label}
        value={props.value}
        placeholder={say(`explore.nodeType.${nodeType}`)}
        enteredTextLabel={(text) => say('explore.use', { text })}
        options={values.map(({ value, displayValue, count }) => ({
          value,
          label: displayValue,
          labelTag: String(count),
        }))}
        empty={say('explore.noMatch')}
        onChange={({ detail }) => props.onChange(detail.value, detail.value)}
      />
    </FormField>
  );
}
