import Button from '@cloudscape-design/components/button';
import Checkbox from '@cloudscape-design/components/checkbox';
import Select from '@cloudscape-design/components/select';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Table from '@cloudscape-design/components/table';
import { useState } from 'react';
import { useSay } from '../../i18n/language.tsx';
import { useProjects } from '../../scope/scope.ts';
import { type GrantEntry, type RoleName, roleNames } from './people-api.ts';
import { useRolesSentence } from './use-roles-sentence.ts';

/** Roles as checkboxes: one line for all projects, one for each project with roles of its own; and what that lets a person do. */
export function RoleMatrix(props: {
  readonly grants: readonly GrantEntry[];
  readonly onChange: (grants: readonly GrantEntry[]) => void;
}) {
  const say = useSay();
  const sentenceOf = useRolesSentence();
  const projects = useProjects().data?.items ?? [];
  const [added, setAdded] = useState<readonly string[]>([]);
  const { grants } = props;
  const own = grants.flatMap(({ projectId }) => (projectId === null ? [] : [projectId]));
  const places: readonly (string | null)[] = [null, ...new Set([...own, ...added])];
  const nameOf = (place: string | null) =>
    place === null ? say('people.allProjects') : (projects.find(({ id }) => id === place)?.name ?? place);
  const holds = (role: RoleName, place: string | null) =>
    grants.some((grant) => grant.role === role && grant.projectId === place);
  const toggle = (role: RoleName, place: string | null) =>
    props.onChange(
      holds(role, place)
        ? grants.filter((grant) => grant.role !== role || grant.projectId !== place)
        : [...grants, { role, projectId: place }],
    );
  const remove = (place: string | null) => {
    setAdded(added.filter((one) => one !== place));
    props.onChange(grants.filter(({ projectId }) => projectId !== place));
  };
  const free = projects.filter(({ id }) => !places.includes(id));
  return (
    <SpaceBetween size="s">
      <Table
        variant="embedded"
        items={[...places]}
        trackBy={(place) => place ?? ''}
        columnDefinitions={[
          { id: 'place', header: say('people.where'), cell: nameOf, isRowHeader: true },
          ...roleNames.map((role) => ({
            id: role,
            header: say(`people.role.${role}`),
            cell: (place: string | null) => (
              <Checkbox
                ariaLabel={say('people.roleIn', { role: say(`people.role.${role}`), place: nameOf(place) })}
                checked={holds(role, place)}
                onChange={() => toggle(role, place)}
              />
            ),
          })),
          {
            id: 'remove',
            header: <span className="ms-visually-hidden">{say('action.remove')}</span>,
            cell: (place) =>
              place === null ? null : (
                <Button
                  variant="icon"
                  iconName="close"
                  formAction="none"
                  ariaLabel={say('people.removePlace', { place: nameOf(place) })}
                  onClick={() => remove(place)}
                />
              ),
          },
        ]}
      />
      {free.length > 0 && (
        <Select
          selectedOption={null}
          filteringType="auto"
          placeholder={say('people.addProject')}
          ariaLabel={say('people.addProject')}
          options={free.map(({ id, name }) => ({ value: id, label: name, description: id }))}
          onChange={({ detail }) => setAdded([...added, detail.selectedOption.value ?? ''])}
          expandToViewport
        />
      )}
      <div role="status">{sentenceOf(grants)}</div>
    </SpaceBetween>
  );
}
