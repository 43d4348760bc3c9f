import Checkbox from '@cloudscape-design/components/checkbox';
import Input from '@cloudscape-design/components/input';
import Toggle from '@cloudscape-design/components/toggle';
import { useState } from 'react';
import { useSay, useSpeech } from '../../i18n/language.tsx';
import { useFieldText } from '../pipelines/field-text.ts';
import { CertificatesInput } from './inputs/certificates-input.tsx';
import { EnrichmentsInput } from './inputs/enrichments-input.tsx';
import { LabelsInput } from './inputs/labels-input.tsx';
import { PluginsInput } from './inputs/plugins-input.tsx';
import { ScheduleInput } from './inputs/schedule-input.tsx';
import { TransformerInput } from './inputs/transformer-input.tsx';
import { valueAt } from './spec-tree.ts';
import type { Wizard } from './use-wizard.ts';
import { fieldElementId, type WizardField } from './wizard-fields.ts';

/** What an input of the wizard gets. */
export interface FieldInputProps {
  readonly wizard: Wizard;
  readonly field: WizardField;
  readonly isDisabled: boolean;
}

/** What an empty field means. */
function useNoneText(): (path: string) => string {
  const speech = useSpeech();
  return (path) => speech.say(speech.knows(`field.${path}.none`) ? `field.${path}.none` : 'wizard.chosen');
}

/** A number as text while it is typed; what is no number stays text, and the server says what is wrong. */
function NumberInput({ wizard, field, isDisabled }: FieldInputProps) {
  const say = useSay();
  const noneText = useNoneText();
  const { path, scale = 1, isOptional, unit } = field;
  const stored = valueAt(wizard.spec, path);
  const shown = typeof stored === 'number' ? String(stored / scale) : String(stored ?? '');
  const [typed, setTyped] = useState<string | null>(null);
  const label = useFieldText().label(path);
  return (
    <Input
      controlId={fieldElementId(path)}
      type="number"
      inputMode="numeric"
      ariaLabel={unit === undefined ? label : `${label}, ${say(`unit.${unit}`)}`}
      value={typed ?? shown}
      disabled={isDisabled}
      placeholder={isOptional ? noneText(path) : ''}
      onChange={({ detail: { value } }) => {
        setTyped(value);
        const number = Number(value) * scale;
        wizard.set(path, value === '' ? (isOptional ? null : '') : Number.isFinite(number) ? number : value);
      }}
      onBlur={() => {
        setTyped(null);
        wizard.show(path);
      }}
    />
  );
}

function TextInput({ wizard, field, isDisabled }: FieldInputProps) {
  const noneText = useNoneText();
  const { path, kind, isOptional } = field;
  const stored = valueAt(wizard.spec, path);
  return (
    <Input
      controlId={fieldElementId(path)}
      type={kind === 'secret' ? 'password' : 'text'}
      autoComplete={false}
      spellcheck={false}
      value={typeof stored === 'string' ? stored : ''}
      disabled={isDisabled}
      placeholder={isOptional ? noneText(path) : ''}
      onChange={({ detail: { value } }) => wizard.set(path, value === '' && isOptional ? null : value)}
      onBlur={() => wizard.show(path)}
    />
  );
}

function SwitchInput({ wizard, field, isDisabled }: FieldInputProps) {
  const { path, kind } = field;
  const { label } = useFieldText();
  const Switch = kind === 'checkbox' ? Checkbox : Toggle;
  return (
    <Switch
      controlId={fieldElementId(path)}
      checked={valueAt(wizard.spec, path) === true}
      disabled={isDisabled}
      onChange={({ detail }) => wizard.set(path, detail.checked)}
    >
      {label(path)}
    </Switch>
  );
}

/** The input of a field by its kind. */
export function FieldInput(props: FieldInputProps) {
  switch (props.field.kind) {
    case 'number':
      return <NumberInput {...props} />;
    case 'text':
    case 'secret':
      return <TextInput {...props} />;
    case 'toggle':
    case 'checkbox':
      return <SwitchInput {...props} />;
    case 'schedule':
      return <ScheduleInput {...props} />;
    case 'labels':
      return <LabelsInput {...props} />;
    case 'certificates':
      return <CertificatesInput {...props} />;
    case 'transformer':
      return <TransformerInput {...props} />;
    case 'enrichments':
      return <EnrichmentsInput {...props} />;
    case 'plugins':
      return <PluginsInput {...props} />;
  }
}
