import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import Header from '@cloudscape-design/components/header';
import Multiselect from '@cloudscape-design/components/multiselect';
import Pagination from '@cloudscape-design/components/pagination';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Table from '@cloudscape-design/components/table';
import { useApi } from '../../api/use-api.ts';
import { useFormats } from '../../i18n/formats.ts';
import { useSay } from '../../i18n/language.tsx';
import { EmptyState, ErrorState } from '../../panel/panel-states.tsx';
import { PageLink } from '../../shell/page-link.tsx';
import { useUrlValues } from '../../url/use-url-state.ts';
import { projectPath } from '../pipelines/pipeline-api.ts';
import { RunStatus } from './run-status.tsx';
import { type Run, runKinds, runStates } from './run-types.ts';

/** Address of a run. */
export function runHref(projectId: string, runId: string): string {
  return `/project/${encodeURIComponent(projectId)}/runs/${encodeURIComponent(runId)}`;
}

/** Runs of a project, newest first, by kind and state; the address keeps what was chosen. */
export function RunTable({ projectId, pageSize }: { readonly projectId: string; readonly pageSize: number }) {
  const say = useSay();
  const formats = useFormats();
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
  const [values, setValues] = useUrlValues();
  const [kinds, states] = ['kind', 'state'].map((name) =>
    (values.get(name) ?? '').split(',').filter(Boolean),
  );
  const page = Math.max(1, Number(values.get('page')) || 1);
  const runs = useApi<{ readonly totalCount: number; readonly items: readonly Run[] }>(
    {
      path: `${projectPath(projectId)}/runs`,
      query: { kind: kinds?.join(',') || null, state: states?.join(',') || null, pageNumber: page, pageSize },
    },
    { refetchMs: 15_000 },
  );
  const isFiltered = (kinds?.length ?? 0) + (states?.length ?? 0) > 0;
  const choice = (name: 'kind' | 'state', all: readonly string[], chosen: readonly string[]) => {
    const option = (value: string) => ({ value, label: say(`run.${name}.${value}`) });
    return (
      <Multiselect
        ariaLabel={say(`run.by.${name}`)}
        placeholder={say(`run.by.${name}`)}
        hideTokens
        selectedOptions={chosen.map(option)}
        options={all.map(option)}
        onChange={({ detail }) => {
          const next = detail.selectedOptions.map(({ value }) => value).join(',');
          setValues({ [name]: next === '' ? null : next, page: null });
        }}
      />
    );
  };
  const number = (value: number | undefined) => <div className="ms-number">{formats.count(value)}</div>;
  const empty = isFiltered ? (
    <EmptyState
      text={say('run.noMatch')}
      action={{ text: say('run.clear'), onClick: () => setValues({ kind: null, state: null, page: null }) }}
    />
  ) : (
    <EmptyState text={say('run.none')} />
  );
  return (
    <Table<Run>
      items={runs.data?.items ?? []}
      trackBy="runId"
      loading={runs.isLoading}
      loadingText={say('panel.loading', { thing: say('nav.runs') })}
      stickyHeader
      resizableColumns
      empty={runs.isError ? <ErrorState error={runs.error} onRetry={() => void runs.refetch()} /> : empty}
      header={
        <Header
          variant="h2"
          counter={`(${formats.count(runs.data?.totalCount ?? 0)})`}
          actions={
            <Button
              iconName="refresh"
              ariaLabel={say('action.refresh')}
              onClick={() => void runs.refetch()}
            />
          }
        >
          {say('nav.runs')}
        </Header>
      }
      filter={
        <SpaceBetween direction="horizontal" size="xs">
          {choice('kind', runKinds, kinds ?? [])}
          {choice('state', runStates, states ?? [])}
        </SpaceBetween>
      }
      pagination={
        <Pagination
          currentPageIndex={page}
          pagesCount={Math.max(1, Math.ceil((runs.data?.totalCount ?? 0) / pageSize))}
          onChange={({ detail }) =>
            setValues({ page: detail.currentPageIndex === 1 ? null : String(detail.currentPageIndex) })
          }
        />
      }
      columnDefinitions={[
        {
          id: 'started',
          width: 200,
          header: say('run.started'),
          isRowHeader: true,
          cell: ({ runId, startedAtMs }) => (
            <PageLink to={runHref(projectId, runId)}>{formats.moment(startedAtMs, timeZone)}</PageLink>
          ),
        },
        { id: 'kind', width: 110, header: say('run.kind'), cell: ({ kind }) => say(`run.kind.${kind}`) },
        {
          id: 'state',
          width: 140,
          header: say('run.state'),
          cell: ({ state }) => <RunStatus state={state} />,
        },
        {
          id: 'took',
          width: 90,
          header: say('run.took'),
          cell: ({ startedAtMs, endedAtMs }) =>
            endedAtMs === null ? '–' : formats.duration(endedAtMs - startedAtMs),
        },
        { id: 'files', width: 80, header: say('run.files'), cell: ({ fileCount }) => number(fileCount) },
        {
          id: 'in',
          width: 110,
          header: say('run.in'),
          cell: ({ counters }) => number(counters?.events.decoded),
        },
        {
          id: 'out',
          width: 110,
          header: say('run.out'),
          cell: ({ counters }) => number(counters?.rows.event_v2),
        },
        {
          id: 'rejected',
          width: 110,
          header: say('run.rejected'),
          cell: ({ counters }) => number(counters?.events.rejected),
        },
        { id: 'retries', width: 100, header: say('run.retries'), cell: ({ retries }) => number(retries) },
        {
          id: 'error',
          width: 260,
          header: say('run.error'),
          cell: ({ failure }) => (failure === null ? '' : <Box>{failure.message}</Box>),
        },
      ]}
    />
  );
}
