import '../lifecycle/lifecycle.css';
import Button from '@cloudscape-design/components/button';
import ButtonDropdown from '@cloudscape-design/components/button-dropdown';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { callApi } from '../../api/call-api.ts';
import { useApi, useApiWrite } from '../../api/use-api.ts';
import { useFormats } from '../../i18n/formats.ts';
import { useSay } from '../../i18n/language.tsx';
import { PanelBody } from '../../panel/panel.tsx';
import { studioPath, useScope, useScopeApp } from '../../scope/scope.ts';
import { useMay } from '../../session/session-context.tsx';
import { useFlashes } from '../../shell/flashes.tsx';
import { Page } from '../../shell/page.tsx';
import { PageLink } from '../../shell/page-link.tsx';
import { type DataColumn, DataTable } from '../../table/data-table.tsx';
import { CreateDialog } from './create-dialog.tsx';
import {
  type DashboardBody,
  dashboardPath,
  dashboardsPath,
  type SavedDashboard,
  type SavedSummary,
} from './dashboard-body.ts';

/** A row of the list; the life cycle dashboard stands first and cannot be changed. */
type Row = { readonly kind: 'lifecycle' } | ({ readonly kind: 'custom' } & SavedSummary);

const lifecycleRow: Row = { kind: 'lifecycle' };

/** All dashboards of an app. */
export default function DashboardsPage() {
  const say = useSay();
  const formats = useFormats();
  const flashes = useFlashes();
  const navigate = useNavigate();
  const scope = useScope();
  const timeZone = useScopeApp()?.timeZone ?? 'UTC';
  const mayEdit = useMay('dashboard.write', scope.projectId);
  const [isCreating, setCreating] = useState(false);
  const path = dashboardsPath(scope.appId);
  const list = useApi<readonly SavedSummary[]>({ path }, { staleMs: 0 });
  const hrefOf = (row: Row) =>
    studioPath(
      scope,
      row.kind === 'lifecycle' ? 'dashboard/lifecycle' : `dashboard/${encodeURIComponent(row.id)}`,
    );
  const nameOf = (row: Row) => (row.kind === 'lifecycle' ? say('dashboards.lifecycle') : row.name);
  const create = useApiWrite<SavedDashboard, DashboardBody>(
    (body) => ({ method: 'POST', path, body: { body } }),
    [path],
  );
  const restore = useApiWrite<SavedDashboard, string>(
    (id) => ({ method: 'POST', path: `${dashboardPath(scope.appId, id)}/undelete`, body: {} }),
    [path],
  );
  const remove = useApiWrite<unknown, SavedSummary>(
    ({ id, version }) => ({ method: 'DELETE', path: dashboardPath(scope.appId, id), query: { version } }),
    [path],
  );
  const onRemove = (row: SavedSummary) =>
    remove.mutate(row, {
      onSuccess: () =>
        flashes.succeeded(say('dashboards.deleted', { name: row.name }), {
          text: say('action.undo'),
          onClick: () =>
            restore.mutate(row.id, {
              onError: (error) => flashes.failed(say('dashboards.notRestored'), error),
            }),
        }),
      onError: (error) => flashes.failed(say('dashboards.notDeleted', { name: row.name }), error),
    });
  const onDuplicate = async (row: SavedSummary) => {
    const { body } = await callApi<SavedDashboard>({ path: dashboardPath(scope.appId, row.id) });
    const name = say('dashboards.copyOf', { name: body.name }).slice(0, 255);
    const copy = await create.mutateAsync({ ...body, name });
    flashes.succeeded(say('dashboards.created', { name: copy.name }));
  };
  const act = (id: string, row: Row) => {
    const href = hrefOf(row);
    if (id === 'full') void navigate(`${href}/full`);
    else if (id === 'link') {
      void navigator.clipboard.writeText(`${window.location.origin}${href}`);
      flashes.succeeded(say('dashboards.linkCopied'));
    } else if (row.kind === 'lifecycle') return;
    else if (id === 'edit') void navigate(`${href}?edit=1`);
    else if (id === 'delete') onRemove(row);
    else if (id === 'duplicate')
      void onDuplicate(row).catch((error: unknown) => flashes.failed(say('dashboards.notCreated'), error));
  };
  const dated = (
    ms: (row: SavedSummary) => number,
    by: (row: SavedSummary) => string,
    id: string,
  ): DataColumn<Row> => ({
    id,
    header: say(`dashboards.${id}`),
    value: (row) => (row.kind === 'lifecycle' ? 0 : ms(row)),
    cell: (row) =>
      row.kind === 'lifecycle' ? (
        '–'
      ) : (
        <span className="ms-text">{`${formats.moment(ms(row), timeZone)} · ${by(row)}`}</span>
      ),
  });
  const columns: readonly DataColumn<Row>[] = [
    {
      id: 'name',
      header: say('dashboards.name'),
      isRowHeader: true,
      width: 360,
      value: nameOf,
      cell: (row) => <PageLink to={hrefOf(row)}>{nameOf(row)}</PageLink>,
    },
    dated(
      ({ createdAtMs }) => createdAtMs,
      ({ createdBy }) => createdBy,
      'createdAt',
    ),
    dated(
      ({ updatedAtMs }) => updatedAtMs,
      ({ updatedBy }) => updatedBy,
      'updatedAt',
    ),
    {
      id: 'actions',
      header: say('dashboards.actions'),
      width: 120,
      cell: (row) => (
        <ButtonDropdown
          variant="icon"
          expandToViewport
          ariaLabel={say('lifecycle.menu', { title: nameOf(row) })}
          items={[
            { id: 'full', text: say('lifecycle.full') },
            { id: 'link', text: say('dashboards.copyLink') },
            ...(row.kind === 'lifecycle'
              ? []
              : ['edit', 'duplicate', 'delete'].map((id) => ({
                  id,
                  text: say(id === 'duplicate' ? 'dashboards.duplicate' : `action.${id}`),
                  disabled: !mayEdit,
                  disabledReason: say('lifecycle.mayNotSave'),
                }))),
          ]}
          onItemClick={({ detail }) => act(detail.id, row)}
        />
      ),
    },
  ];
  return (
    <Page
      title={say('nav.dashboards')}
      description={say('dashboards.listText')}
      help={<p>{say('dashboards.help')}</p>}
    >
      <PanelBody query={list} thing={say('nav.dashboards')} height={300}>
        {(saved) => (
          <DataTable<Row>
            id="dashboards"
            title={say('nav.dashboards')}
            rows={[lifecycleRow, ...saved.map((one) => ({ kind: 'custom' as const, ...one }))]}
            columns={columns}
            keyOf={(row) => (row.kind === 'lifecycle' ? 'lifecycle' : row.id)}
            description={saved.length === 0 ? say('dashboards.onlyLifecycle') : undefined}
            actions={
              <SpaceBetween direction="horizontal" size="xs">
                <Button
                  variant="primary"
                  disabled={!mayEdit}
                  disabledReason={say('lifecycle.mayNotSave')}
                  onClick={() => setCreating(true)}
                >
                  {say('dashboards.create')}
                </Button>
              </SpaceBetween>
            }
          />
        )}
      </PanelBody>
      {isCreating && (
        <CreateDialog
          isSaving={create.isPending}
          error={create.error}
          onClose={() => setCreating(false)}
          onCreate={(body) =>
            create.mutate(body, {
              onSuccess: ({ id }) => {
                setCreating(false);
                void navigate(studioPath(scope, `dashboard/${encodeURIComponent(id)}?edit=1`));
              },
            })
          }
        />
      )}
    </Page>
  );
}
