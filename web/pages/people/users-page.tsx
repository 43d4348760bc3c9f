import Badge from '@cloudscape-design/components/badge';
import Button from '@cloudscape-design/components/button';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useCallback, useState } from 'react';
import { useNavigate, useSearchParams } from 'react-router';
import { useFormats } from '../../i18n/formats.ts';
import { useSay } from '../../i18n/language.tsx';
import { PanelBody } from '../../panel/panel.tsx';
import { Page } from '../../shell/page.tsx';
import { SplitPanelContent } from '../../shell/side-panels.tsx';
import { type DataColumn, DataTable } from '../../table/data-table.tsx';
import { InviteDialog } from './invite-dialog.tsx';
import { administratorsOf, type PersonEntry, roleNames, usePeople } from './people-api.ts';
import { PersonPanel } from './person-panel.tsx';

function useColumns(people: readonly PersonEntry[]): readonly DataColumn<PersonEntry>[] {
  const say = useSay();
  const formats = useFormats();
  const administrators = administratorsOf(people);
  const rolesOf = ({ grants }: PersonEntry) =>
    roleNames.filter((role) => grants.some((grant) => grant.role === role));
  const roleText = (person: PersonEntry) =>
    rolesOf(person)
      .map((role) => say(`people.role.${role}`))
      .join(', ');
  const projectText = ({ grants }: PersonEntry) => {
    if (grants.length === 0) return '';
    if (grants.some(({ projectId }) => projectId === null)) return say('people.all');
    return [...new Set(grants.map(({ projectId }) => projectId))].join(', ');
  };
  const kindText = ({ signInKinds }: PersonEntry) =>
    signInKinds.length === 0
      ? say('people.invited')
      : signInKinds.map((kind) => say(`people.kind.${kind}`)).join(', ');
  return [
    {
      id: 'name',
      header: say('signIn.name'),
      width: 150,
      cell: ({ name }) => <span className="ms-text">{name}</span>,
      value: ({ name }) => name,
      isRowHeader: true,
    },
    {
      id: 'email',
      header: say('signIn.email'),
      width: 220,
      cell: ({ email }) => <span className="ms-text">{email}</span>,
      value: ({ email }) => email,
    },
    { id: 'kinds', header: say('people.signInKinds'), width: 140, cell: kindText, value: kindText },
    {
      id: 'roles',
      header: say('people.roles'),
      width: 220,
      cell: (person) => (
        <SpaceBetween size="xxs" direction="horizontal">
          <span>{person.grants.length === 0 ? say('people.noRole') : roleText(person)}</span>
          {administrators.length === 1 && administrators[0]?.id === person.id && (
            <Badge>{say('people.lastAdmin')}</Badge>
          )}
          {person.hasMappedRoles && <Badge color="grey">{say('people.mapped')}</Badge>}
        </SpaceBetween>
      ),
      value: roleText,
    },
    { id: 'projects', header: say('people.projects'), width: 110, cell: projectText, value: projectText },
    {
      id: 'seen',
      header: say('people.lastSeen'),
      width: 130,
      cell: ({ lastSeenAtMs }) =>
        lastSeenAtMs === null ? say('people.never') : formats.ago(Date.now() - lastSeenAtMs),
      value: ({ lastSeenAtMs }) => lastSeenAtMs ?? 0,
    },
  ];
}

/** People of the installation and what they may do. */
export default function UsersPage() {
  const say = useSay();
  const navigate = useNavigate();
  const people = usePeople();
  const columns = useColumns(people.data ?? []);
  const [query, setQuery] = useSearchParams();
  const [isInviting, setInviting] = useState(false);
  const chosen = people.data?.find(({ id }) => id === query.get('sel'));
  const close = useCallback(() => setQuery({}, { replace: true }), [setQuery]);
  return (
    <Page
      title={say('nav.users')}
      description={say('people.description')}
      help={say('people.help')}
      actions={
        <SpaceBetween direction="horizontal" size="xs">
          <Button onClick={() => void navigate('/settings/sign-in')}>{say('people.roleMapping')}</Button>
          <Button variant="primary" onClick={() => setInviting(true)}>
            {say('people.invite')}
          </Button>
        </SpaceBetween>
      }
    >
      <PanelBody query={people} thing={say('nav.users')} height={300}>
        {(list) => (
          <DataTable
            id="people"
            title={say('nav.users')}
            rows={list}
            columns={columns}
            keyOf={({ id }) => id}
            selection="single"
            selected={chosen === undefined ? [] : [chosen]}
            onSelect={([person]) => person && setQuery({ sel: person.id })}
            onRowClick={(person) => setQuery({ sel: person.id })}
            description={list.length === 1 ? say('people.onlyYou') : undefined}
          />
        )}
      </PanelBody>
      {chosen !== undefined && (
        <SplitPanelContent title={chosen.name} onClose={close}>
          <PersonPanel
            key={chosen.id}
            person={chosen}
            isLastAdministrator={
              administratorsOf(people.data ?? []).length === 1 &&
              administratorsOf(people.data ?? [])[0]?.id === chosen.id
            }
            onRemoved={close}
          />
        </SplitPanelContent>
      )}
      {isInviting && <InviteDialog onClose={() => setInviting(false)} />}
    </Page>
  );
}
