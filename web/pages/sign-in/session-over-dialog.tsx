import Box from '@cloudscape-design/components/box';
import Modal from '@cloudscape-design/components/modal';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useQueryClient } from '@tanstack/react-query';
import { useSyncExternalStore } from 'react';
import { useLocation } from 'react-router';
import { connection } from '../../api/connection.ts';
import { useSay } from '../../i18n/language.tsx';
import { useSession } from '../../session/session-context.tsx';
import { SignInForm } from './sign-in-form.tsx';

/** Over a page whose session ended: signing in again keeps everything behind, forms too. */
export function SessionOverDialog() {
  const say = useSay();
  const client = useQueryClient();
  const { person } = useSession();
  const { pathname, search } = useLocation();
  const state = useSyncExternalStore(connection.subscribe, connection.state);
  if (state !== 'signed-out') return null;
  return (
    <Modal
      visible
      header={say('signIn.sessionOver')}
      closeAriaLabel={say('action.close')}
      // It stays: without a session nothing behind it works.
      onDismiss={() => undefined}
    >
      <SpaceBetween size="m">
        <Box>{say('signIn.sessionOverText')}</Box>
        <SignInForm
          to={pathname + search}
          email={person.email}
          onSignedIn={() => void client.invalidateQueries()}
        />
      </SpaceBetween>
    </Modal>
  );
}
