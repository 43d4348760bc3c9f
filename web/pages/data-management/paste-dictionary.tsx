import Button from '@cloudscape-design/components/button';
import FormField from '@cloudscape-design/components/form-field';
import Modal from '@cloudscape-design/components/modal';
import Textarea from '@cloudscape-design/components/textarea';
import { useState } from 'react';
import { useSay } from '../../i18n/language.tsx';
import { DialogActions } from '../../panel/dialog-actions.tsx';
import { type NamedValue, pairsOf } from './dictionary.ts';
import type { FieldEntity } from './metadata-api.ts';

/** Takes two columns from a spreadsheet: raw value and name. */
export function PasteDictionary(props: {
  readonly field: FieldEntity;
  readonly onClose: () => void;
  readonly onSave: (pairs: readonly NamedValue[]) => Promise<boolean>;
}) {
  const say = useSay();
  const [text, setText] = useState('');
  const [isSaving, setSaving] = useState(false);
  const { pairs, wrongLines } = pairsOf(text);
  const save = async () => {
    setSaving(true);
    if (await props.onSave(pairs)) props.onClose();
    setSaving(false);
  };
  return (
    <Modal
      visible
      onDismiss={props.onClose}
      header={say('metadata.pasteTitle', { name: props.field.displayName })}
      closeAriaLabel={say('action.close')}
      footer={
        <DialogActions onCancel={props.onClose}>
          <Button
            variant="primary"
            disabled={pairs.length === 0}
            loading={isSaving}
            onClick={() => void save()}
          >
            {say('metadata.pasteSave', { count: pairs.length })}
          </Button>
        </DialogActions>
      }
    >
      <FormField
        label={say('metadata.pasteLabel')}
        constraintText={say('metadata.pasteHint')}
        warningText={wrongLines === 0 ? undefined : say('metadata.pasteWrong', { count: wrongLines })}
      >
        <Textarea value={text} rows={10} autoFocus onChange={({ detail }) => setText(detail.value)} />
      </FormField>
    </Modal>
  );
}
