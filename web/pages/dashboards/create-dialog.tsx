import Button from '@cloudscape-design/components/button';
import FormField from '@cloudscape-design/components/form-field';
import Input from '@cloudscape-design/components/input';
import Modal from '@cloudscape-design/components/modal';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Textarea from '@cloudscape-design/components/textarea';
import { useState } from 'react';
import { useSay } from '../../i18n/language.tsx';
import { DialogActions } from '../../panel/dialog-actions.tsx';
import { ErrorState } from '../../panel/panel-states.tsx';
import { type DashboardBody, mostSheets, newDashboard } from './dashboard-body.ts';

/** Name, description and sheets of a new dashboard. */
export function CreateDialog(props: {
  readonly isSaving: boolean;
  readonly error: unknown;
  readonly onCreate: (body: DashboardBody) => void;
  readonly onClose: () => void;
}) {
  const say = useSay();
  const [name, setName] = useState('');
  const [description, setDescription] = useState('');
  const [sheets, setSheets] = useState<readonly string[]>([say('dashboards.sheetN', { number: 1 })]);
  const isComplete = name.trim() !== '' && sheets.every((sheet) => sheet.trim() !== '');
  const create = () =>
    props.onCreate(
      newDashboard(
        name.trim(),
        description,
        sheets.map((sheet) => sheet.trim()),
      ),
    );
  return (
    <Modal
      visible
      header={say('dashboards.create')}
      onDismiss={props.onClose}
      footer={
        <DialogActions onCancel={props.onClose}>
          <Button variant="primary" disabled={!isComplete} loading={props.isSaving} onClick={create}>
            {say('action.create')}
          </Button>
        </DialogActions>
      }
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (isComplete) create();
        }}
      >
        <SpaceBetween size="m">
          <FormField label={say('dashboards.name')}>
            <Input value={name} autoFocus onChange={({ detail }) => setName(detail.value.slice(0, 255))} />
          </FormField>
          <FormField label={say('dashboards.descriptionLabel')}>
            <Textarea
              value={description}
              onChange={({ detail }) => setDescription(detail.value.slice(0, 1_024))}
            />
          </FormField>
          <FormField label={say('dashboards.sheets')}>
            <SpaceBetween size="xs">
              {sheets.map((sheet, at) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: names are all that these rows have, and they may be equal.
                <div key={at} className="ms-controls">
                  <Input
                    ariaLabel={say('dashboards.sheetN', { number: at + 1 })}
                    value={sheet}
                    onChange={({ detail }) =>
                      setSheets(sheets.map((one, index) => (index === at ? detail.value.slice(0, 255) : one)))
                    }
                  />
                  {sheets.length > 1 && (
                    <Button
                      variant="icon"
                      iconName="close"
                      ariaLabel={`${say('action.remove')}: ${sheet}`}
                      onClick={() => setSheets(sheets.filter((_, index) => index !== at))}
                    />
                  )}
                </div>
              ))}
              <Button
                formAction="none"
                disabled={sheets.length >= mostSheets}
                onClick={() =>
                  setSheets([...sheets, say('dashboards.sheetN', { number: sheets.length + 1 })])
                }
              >
                {say('dashboards.addSheet')}
              </Button>
            </SpaceBetween>
          </FormField>
          {props.error !== null && <ErrorState error={props.error} title={say('dashboards.notCreated')} />}
        </SpaceBetween>
      </form>
    </Modal>
  );
}
