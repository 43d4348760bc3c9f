import Button from '@cloudscape-design/components/button';
import Cards from '@cloudscape-design/components/cards';
import Header from '@cloudscape-design/components/header';
import SegmentedControl from '@cloudscape-design/components/segmented-control';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { type ReactNode, useState } from 'react';
import { useFormats } from '../../i18n/formats.ts';
import { useSay } from '../../i18n/language.tsx';
import { PanelBody } from '../../panel/panel.tsx';
import { EmptyState } from '../../panel/panel-states.tsx';
import { usePreference } from '../../preferences/preferences.ts';
import { useMay } from '../../session/session-context.tsx';
import { Page } from '../../shell/page.tsx';
import { PageLink } from '../../shell/page-link.tsx';
import { SplitPanelContent } from '../../shell/side-panels.tsx';
import { type DataColumn, DataTable } from '../../table/data-table.tsx';
import { useUrlValue } from '../../url/use-url-state.ts';
import { PipelineStatus } from '../pipelines/pipeline-status.tsx';
import { CreateProjectDialog } from './create-project-dialog.tsx';
import { DeleteProjectDialog } from './delete-project-dialog.tsx';
import { ProjectDetails } from './project-details.tsx';
import { type ProjectEntry, projectHref, useProjectList } from './project-types.ts';

/** All projects as a table or as cards; one of them opens beside. */
export default function ProjectsPage() {
  const say = useSay();
  const projects = useProjectList();
  const mayWrite = useMay('project.write');
  const [look, setLook] = usePreference<'table' | 'cards'>('projects.look', 'table');
  const [selected, setSelected] = useUrlValue('sel');
  const [dialog, setDialog] = useUrlValue('new');
  const [removed, setRemoved] = useState<ProjectEntry | null>(null);
  const chosen = projects.data?.items.find(({ id }) => id === selected) ?? null;
  const noRight = mayWrite ? {} : { disabled: true, disabledReason: say('project.noRight') };
  const actions = (
    <SpaceBetween direction="horizontal" size="xs">
      <SegmentedControl
        label={say('project.look')}
        selectedId={look}
        options={[
          { id: 'table', text: say('project.table') },
          { id: 'cards', text: say('project.cards') },
        ]}
        onChange={({ detail }) => setLook(detail.selectedId === 'cards' ? 'cards' : 'table')}
      />
      <Button
        {...noRight}
        {...(chosen === null ? { disabled: true, disabledReason: say('project.chooseFirst') } : {})}
        onClick={() => setRemoved(chosen)}
      >
        {say('action.delete')}
      </Button>
      <Button variant="primary" {...noRight} onClick={() => setDialog('1')}>
        {say('project.create')}
      </Button>
    </SpaceBetween>
  );
  const create = { text: say('project.create'), onClick: () => setDialog('1') };
  const empty = <EmptyState text={say('project.none')} {...(mayWrite ? { action: create } : {})} />;
  const parts = { actions, empty, chosen, onChoose: (id: string) => setSelected(id) };
  return (
    <Page title={say('nav.projects')} help={say('project.help')}>
      <PanelBody query={projects} thing={say('nav.projects')} height={300}>
        {({ items }) =>
          look === 'table' ? (
            <ProjectTable items={items} {...parts} />
          ) : (
            <ProjectCards items={items} {...parts} />
          )
        }
      </PanelBody>
      {chosen !== null && (
        <SplitPanelContent title={chosen.name} onClose={() => setSelected(null)}>
          <ProjectDetails key={chosen.id} project={chosen} />
        </SplitPanelContent>
      )}
      {dialog !== null && <CreateProjectDialog onClose={() => setDialog(null)} />}
      {removed !== null && (
        <DeleteProjectDialog
          project={removed}
          onClose={(isGone) => {
            setRemoved(null);
            if (isGone) setSelected(null);
          }}
        />
      )}
    </Page>
  );
}

interface ListProps {
  readonly items: readonly ProjectEntry[];
  readonly actions: ReactNode;
  readonly empty: ReactNode;
  readonly chosen: ProjectEntry | null;
  readonly onChoose: (id: string) => void;
}

function ProjectLink({ project }: { readonly project: ProjectEntry }) {
  const href = projectHref(project.id);
  return <PageLink to={href}>{project.name}</PageLink>;
}

function ProjectTable({ items, actions, empty, chosen, onChoose }: ListProps) {
  const say = useSay();
  const formats = useFormats();
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
  const columns: readonly DataColumn<ProjectEntry>[] = [
    {
      id: 'name',
      width: 190,
      header: say('project.name'),
      isRowHeader: true,
      cell: (project) => <ProjectLink project={project} />,
      value: ({ name }) => name,
    },
    { id: 'id', width: 150, header: say('project.id'), cell: ({ id }) => id, value: ({ id }) => id },
    {
      id: 'environment',
      width: 130,
      header: say('project.environment'),
      cell: ({ environment }) => say(`project.environment.${environment}`),
      value: ({ environment }) => environment,
    },
    {
      id: 'state',
      width: 150,
      header: say('project.pipeline'),
      cell: ({ pipelineState }) => <PipelineStatus state={pipelineState} />,
      value: ({ pipelineState }) => pipelineState,
    },
    {
      id: 'apps',
      width: 90,
      header: say('project.apps'),
      isNumber: true,
      cell: ({ appIds }) => formats.count(appIds.length),
      value: ({ appIds }) => appIds.length,
    },
    {
      id: 'created',
      width: 190,
      header: say('project.created'),
      cell: ({ createdAtMs }) => formats.moment(createdAtMs, timeZone),
      value: ({ createdAtMs }) => createdAtMs,
    },
  ];
  return (
    <DataTable
      id="projects"
      title={say('nav.projects')}
      rows={items}
      columns={columns}
      keyOf={({ id }) => id}
      actions={actions}
      empty={empty}
      selection="single"
      selected={chosen === null ? [] : [chosen]}
      onSelect={([project]) => project && onChoose(project.id)}
      onRowClick={({ id }) => onChoose(id)}
    />
  );
}

function ProjectCards({ items, actions, empty, chosen, onChoose }: ListProps) {
  const say = useSay();
  const formats = useFormats();
  return (
    <Cards<ProjectEntry>
      items={items}
      trackBy="id"
      selectionType="single"
      selectedItems={chosen === null ? [] : [chosen]}
      onSelectionChange={({ detail: { selectedItems } }) => selectedItems[0] && onChoose(selectedItems[0].id)}
      ariaLabels={{
        selectionGroupLabel: say('nav.projects'),
        itemSelectionLabel: (_, { name }) => name,
      }}
      header={
        <Header variant="h2" counter={`(${formats.count(items.length)})`} actions={actions}>
          {say('nav.projects')}
        </Header>
      }
      empty={empty}
      cardDefinition={{
        header: (project) => <ProjectLink project={project} />,
        sections: [
          {
            id: 'state',
            header: say('project.pipeline'),
            content: ({ pipelineState }) => <PipelineStatus state={pipelineState} />,
          },
          { id: 'id', header: say('project.id'), content: ({ id }) => id, width: 50 },
          {
            id: 'environment',
            header: say('project.environment'),
            content: ({ environment }) => say(`project.environment.${environment}`),
            width: 50,
          },
          {
            id: 'apps',
            header: say('project.apps'),
            content: ({ appIds }) => appIds.join(', ') || '–',
          },
          { id: 'description', content: ({ description }) => <span className="ms-text">{description}</span> },
        ],
      }}
    />
  );
}
