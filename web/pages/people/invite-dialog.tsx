import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import FormField from '@cloudscape-design/components/form-field';
import Input from '@cloudscape-design/components/input';
import Modal from '@cloudscape-design/components/modal';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { type FormEvent, useState } from 'react';
import { useApiWrite } from '../../api/use-api.ts';
import { useSay } from '../../i18n/language.tsx';
import { DialogActions } from '../../panel/dialog-actions.tsx';
import { ProblemAlert } from '../sign-in/problem-alert.tsx';
import { OneTimeLink } from './one-time-link.tsx';
import type { GrantEntry, LinkEntry, PersonEntry } from './people-api.ts';
import { RoleMatrix } from './role-matrix.tsx';

/** Invites a person: who they are and what they may do; ends with a link to pass on. */
export function InviteDialog({ onClose }: { readonly onClose: () => void }) {
  const say = useSay();
  const [name, setName] = useState('');
  const [email, setEmail] = useState('');
  const [grants, setGrants] = useState<readonly GrantEntry[]>([{ role: 'Analyst', projectId: null }]);
  const invite = useApiWrite<{ person: PersonEntry; link: LinkEntry }, object>(
    (body) => ({ path: '/users', body }),
    ['/users'],
  );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    invite.mutate({ name: name.trim(), email: email.trim(), grants });
  };
  const isComplete = name.trim() !== '' && /^\S+@\S+$/.test(email.trim());
  if (invite.data !== undefined) {
    return (
      <Modal
        visible
        header={say('people.invite')}
        closeAriaLabel={say('action.close')}
        onDismiss={onClose}
        footer={
          <Box float="right">
            <Button variant="primary" onClick={onClose}>
              {say('action.close')}
            </Button>
          </Box>
        }
      >
        <OneTimeLink link={invite.data.link} name={invite.data.person.name} />
      </Modal>
    );
  }
  return (
    <Modal
      visible
      size="large"
      header={say('people.invite')}
      closeAriaLabel={say('action.close')}
      onDismiss={onClose}
      footer={
        <DialogActions onCancel={onClose} cancelVariant="link">
          <Button
            variant="primary"
            form="invite"
            formAction="submit"
            loading={invite.isPending}
            disabled={!isComplete}
          >
            {say('people.makeLink')}
          </Button>
        </DialogActions>
      }
    >
      <form id="invite" onSubmit={submit}>
        <SpaceBetween size="m">
          <ProblemAlert error={invite.error} />
          <FormField label={say('signIn.name')}>
            <Input value={name} autoFocus onChange={({ detail }) => setName(detail.value)} />
          </FormField>
          <FormField label={say('signIn.email')} description={say('people.inviteEmailText')}>
            <Input value={email} type="email" onChange={({ detail }) => setEmail(detail.value)} />
          </FormField>
          {/* No FormField: it would call every checkbox by the same name. */}
          <div>
            <Box variant="awsui-key-label">{say('people.roles')}</Box>
            <RoleMatrix grants={grants} onChange={setGrants} />
          </div>
        </SpaceBetween>
      </form>
    </Modal>
  );
}
