import Button from '@cloudscape-design/components/button';
import FormField from '@cloudscape-design/components/form-field';
import Input from '@cloudscape-design/components/input';
import Modal from '@cloudscape-design/components/modal';
import RadioGroup from '@cloudscape-design/components/radio-group';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useState } from 'react';
import type { ApiError } from '../../api/api-error.ts';
import { useSay } from '../../i18n/language.tsx';
import { DialogActions } from '../../panel/dialog-actions.tsx';
import { ErrorState } from '../../panel/panel-states.tsx';

/** What a deletion is asked with. */
export interface TypedDeletion {
  readonly confirmation: string;
  readonly keepData: boolean;
}

/** A deletion that takes data: what goes and what stays, and the id to type. */
export function TypedDelete(props: {
  readonly title: string;
  /** What must be typed. */
  readonly id: string;
  /** What goes and what stays, for both choices. */
  readonly effects: (keepData: boolean) => readonly string[];
  readonly error: ApiError | null;
  readonly isPending: boolean;
  readonly onDelete: (deletion: TypedDeletion) => void;
  readonly onClose: () => void;
}) {
  const say = useSay();
  const [choice, setChoice] = useState<'keep' | 'remove'>('keep');
  const [typed, setTyped] = useState('');
  const keepData = choice === 'keep';
  return (
    <Modal
      visible
      header={props.title}
      closeAriaLabel={say('action.close')}
      onDismiss={props.onClose}
      footer={
        <DialogActions onCancel={props.onClose}>
          <Button
            variant="primary"
            disabled={typed !== props.id}
            loading={props.isPending}
            {...(typed === props.id ? {} : { disabledReason: say('delete.typeFirst', { id: props.id }) })}
            onClick={() => props.onDelete({ confirmation: typed, keepData })}
          >
            {say(keepData ? 'delete.keep' : 'delete.remove')}
          </Button>
        </DialogActions>
      }
    >
      <SpaceBetween size="m">
        <RadioGroup
          ariaLabel={say('delete.data')}
          value={choice}
          items={[
            { value: 'keep', label: say('delete.keepData'), description: say('delete.keepData.text') },
            { value: 'remove', label: say('delete.removeData'), description: say('delete.removeData.text') },
          ]}
          onChange={({ detail }) => setChoice(detail.value === 'remove' ? 'remove' : 'keep')}
        />
        <ul>
          {props.effects(keepData).map((effect) => (
            <li key={effect}>{effect}</li>
          ))}
        </ul>
        <FormField label={say('delete.type', { id: props.id })}>
          <Input value={typed} autoComplete={false} onChange={({ detail }) => setTyped(detail.value)} />
        </FormField>
        {props.error !== null && <ErrorState error={props.error} />}
      </SpaceBetween>
    </Modal>
  );
}
