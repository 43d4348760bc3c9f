import Container from '@cloudscape-design/components/container';
import { useSay } from '../../i18n/language.tsx';
import { useSession } from '../../session/session-context.tsx';
import { Page } from '../../shell/page.tsx';
import { KeyList } from './key-list.tsx';
import { NameSection } from './name-section.tsx';
import { PasskeySection } from './passkey-section.tsx';
import { PasswordSection } from './password-section.tsx';
import type { GrantEntry, RoleName } from './people-api.ts';
import { SessionList } from './session-list.tsx';
import { TwoFactorSection } from './two-factor-section.tsx';
import { useRolesSentence } from './use-roles-sentence.ts';

/** A person's own account: name, roles, ways to sign in, sessions, keys. */
export default function ProfilePage() {
  const say = useSay();
  const sentenceOf = useRolesSentence();
  const { roles } = useSession();
  const grants: GrantEntry[] = [
    ...roles.all.map((role) => ({ role: role as RoleName, projectId: null })),
    ...Object.entries(roles.byProject).flatMap(([projectId, list]) =>
      list.map((role) => ({ role: role as RoleName, projectId })),
    ),
  ];
  return (
    <Page title={say('shell.profile')} description={sentenceOf(grants)}>
      <NameSection />
      <PasswordSection />
      <TwoFactorSection />
      <PasskeySection />
      <Container>
        <SessionList path="/me" />
      </Container>
      <Container>
        <KeyList path="/me" />
      </Container>
    </Page>
  );
}
