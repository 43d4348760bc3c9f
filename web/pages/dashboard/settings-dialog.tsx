import Button from '@cloudscape-design/components/button';
import Checkbox from '@cloudscape-design/components/checkbox';
import FormField from '@cloudscape-design/components/form-field';
import Input from '@cloudscape-design/components/input';
import Modal from '@cloudscape-design/components/modal';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Textarea from '@cloudscape-design/components/textarea';
import { useState } from 'react';
import { useSay } from '../../i18n/language.tsx';
import { DialogActions } from '../../panel/dialog-actions.tsx';
import { type DashboardBody, viewerRoles } from '../dashboards/dashboard-body.ts';

/** Name, description, who sees it, and what it opens with. */
export function SettingsDialog(props: {
  readonly body: DashboardBody;
  /** Range, comparison, platforms and filter as they are shown now. */
  readonly shown: Pick<DashboardBody, 'range' | 'compareTo' | 'platforms' | 'filter'>;
  readonly onApply: (body: DashboardBody) => void;
  readonly onClose: () => void;
}) {
  const say = useSay();
  const [body, setBody] = useState(props.body);
  const [takesShown, setTakesShown] = useState(false);
  const { roles, byLink } = body.sharing;
  const isNamed = body.name.trim() !== '';
  return (
    <Modal
      visible
      header={say('dashboards.settings')}
      onDismiss={props.onClose}
      footer={
        <DialogActions onCancel={props.onClose}>
          <Button
            variant="primary"
            disabled={!isNamed}
            onClick={() =>
              props.onApply({ ...body, name: body.name.trim(), ...(takesShown ? props.shown : {}) })
            }
          >
            {say('action.apply')}
          </Button>
        </DialogActions>
      }
    >
      <SpaceBetween size="m">
        <FormField
          label={say('dashboards.name')}
          errorText={isNamed ? undefined : say('dashboards.nameNeeded')}
        >
          <Input
            value={body.name}
            onChange={({ detail }) => setBody({ ...body, name: detail.value.slice(0, 255) })}
          />
        </FormField>
        <FormField label={say('dashboards.descriptionLabel')}>
          <Textarea
            value={body.description}
            onChange={({ detail }) => setBody({ ...body, description: detail.value.slice(0, 1_024) })}
          />
        </FormField>
        <FormField label={say('dashboards.sharedWith')} description={say('dashboards.sharedWithText')}>
          <SpaceBetween size="xs">
            {viewerRoles.map((role) => (
              <Checkbox
                key={role}
                checked={role === 'administrator' || roles.includes(role)}
                disabled={role === 'administrator'}
                onChange={({ detail }) =>
                  setBody({
                    ...body,
                    sharing: {
                      byLink,
                      roles: viewerRoles.filter((one) =>
                        one === role ? detail.checked : roles.includes(one),
                      ),
                    },
                  })
                }
              >
                {say(`dashboards.role.${role}`)}
              </Checkbox>
            ))}
            <Checkbox
              checked={byLink}
              onChange={({ detail }) => setBody({ ...body, sharing: { roles, byLink: detail.checked } })}
            >
              {say('dashboards.byLink')}
            </Checkbox>
          </SpaceBetween>
        </FormField>
        <Checkbox checked={takesShown} onChange={({ detail }) => setTakesShown(detail.checked)}>
          {say('dashboards.takeShown')}
        </Checkbox>
      </SpaceBetween>
    </Modal>
  );
}
