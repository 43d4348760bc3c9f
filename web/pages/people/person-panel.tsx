import Alert from '@cloudscape-design/components/alert';
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import ExpandableSection from '@cloudscape-design/components/expandable-section';
import Header from '@cloudscape-design/components/header';
import Modal from '@cloudscape-design/components/modal';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { useApiWrite } from '../../api/use-api.ts';
import { useSay } from '../../i18n/language.tsx';
import { DialogActions } from '../../panel/dialog-actions.tsx';
import { useFlashes } from '../../shell/flashes.tsx';
import { KeyList } from './key-list.tsx';
import { OneTimeLink } from './one-time-link.tsx';
import type { GrantEntry, LinkEntry, PersonEntry } from './people-api.ts';
import { RoleMatrix } from './role-matrix.tsx';
import { SessionList } from './session-list.tsx';

/** One person: roles, ways back in, sessions, keys, removal. */
export function PersonPanel(props: {
  readonly person: PersonEntry;
  /** Why the person must stay administrator, else null. */
  readonly isLastAdministrator: boolean;
  readonly onRemoved: () => void;
}) {
  const say = useSay();
  const flashes = useFlashes();
  const navigate = useNavigate();
  const { person, isLastAdministrator } = props;
  const path = `/users/${person.id}`;
  const [grants, setGrants] = useState<readonly GrantEntry[]>(person.hasMappedRoles ? [] : person.grants);
  const [isRemoving, setRemoving] = useState(false);
  const save = useApiWrite<PersonEntry, readonly GrantEntry[]>(
    (given) => ({ method: 'PUT', path: `${path}/roles`, body: { grants: given } }),
    ['/users', '/me', '/audit'],
  );
  const makeLink = useApiWrite<LinkEntry, { resetsSecondFactor: boolean }>((body) => ({
    path: `${path}/link`,
    body,
  }));
  const remove = useApiWrite<unknown, void>(() => ({ method: 'DELETE', path }), ['/users']);
  const saveRoles = () =>
    save.mutate(grants, {
      onSuccess: () => flashes.succeeded(say('people.rolesSaved', { name: person.name })),
      onError: (error) => flashes.failed(say('people.rolesNotSaved'), error),
    });
  // A promise, because the panel goes with the person before callbacks of the mutation would be called.
  const removePerson = () =>
    remove
      .mutateAsync()
      .then(() => {
        flashes.succeeded(say('people.removed', { name: person.name }));
        props.onRemoved();
      })
      .catch((error: unknown) => {
        setRemoving(false);
        flashes.failed(say('people.notRemoved'), error);
      });
  return (
    <SpaceBetween size="l">
      <SpaceBetween size="s">
        <Header
          variant="h3"
          actions={
            <Button variant="primary" loading={save.isPending} onClick={saveRoles}>
              {say('people.saveRoles')}
            </Button>
          }
        >
          {say('people.roles')}
        </Header>
        {person.hasMappedRoles && <Alert type="info">{say('people.mappedText')}</Alert>}
        {isLastAdministrator && <Box color="text-body-secondary">{say('people.lastAdministrator')}</Box>}
        <RoleMatrix grants={grants} onChange={setGrants} />
      </SpaceBetween>
      {makeLink.data !== undefined && <OneTimeLink link={makeLink.data} name={person.name} />}
      <SpaceBetween size="xs" direction="horizontal">
        <Button
          loading={makeLink.isPending}
          onClick={() =>
            makeLink.mutate(
              { resetsSecondFactor: false },
              { onError: (error) => flashes.failed(say('people.noLink'), error) },
            )
          }
        >
          {person.signInKinds.length === 0 ? say('people.inviteAgain') : say('people.resetLink')}
        </Button>
        {person.signInKinds.includes('totp') && (
          <Button
            onClick={() =>
              makeLink.mutate(
                { resetsSecondFactor: true },
                { onError: (error) => flashes.failed(say('people.noLink'), error) },
              )
            }
          >
            {say('people.resetLinkFactor')}
          </Button>
        )}
        <Button onClick={() => void navigate(`/audit?person=${encodeURIComponent(person.email)}`)}>
          {say('people.audit')}
        </Button>
        <Button
          disabled={isLastAdministrator}
          disabledReason={say('people.lastAdministrator')}
          onClick={() => setRemoving(true)}
        >
          {say('people.remove')}
        </Button>
      </SpaceBetween>
      <ExpandableSection headerText={say('people.sessions')}>
        <SessionList path={path} />
      </ExpandableSection>
      <ExpandableSection headerText={say('people.keys')}>
        <KeyList path={path} />
      </ExpandableSection>
      {isRemoving && (
        <Modal
          visible
          header={say('people.removeTitle', { name: person.name })}
          closeAriaLabel={say('action.close')}
          onDismiss={() => setRemoving(false)}
          footer={
            <DialogActions onCancel={() => setRemoving(false)} cancelVariant="link">
              <Button variant="primary" loading={remove.isPending} onClick={() => void removePerson()}>
                {say('people.remove')}
              </Button>
            </DialogActions>
          }
        >
          {say('people.removeText')}
        </Modal>
      )}
    </SpaceBetween>
  );
}
