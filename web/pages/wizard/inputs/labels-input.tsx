import { useSay } from '../../../i18n/language.tsx';
import type { FieldInputProps } from '../field-input.tsx';
import { PairList } from './pair-list.tsx';

/** Labels of a person's own. */
export function LabelsInput(props: FieldInputProps) {
  const say = useSay();
  return <PairList {...props} names={['key', 'value']} addText={say('wizard.addLabel')} />;
}
