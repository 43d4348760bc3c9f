import Button from '@cloudscape-design/components/button';
import { useMemo, useState } from 'react';
import { useNavigate } from 'react-router';
import { callApi } from '../../api/call-api.ts';
import { useFormats } from '../../i18n/formats.ts';
import { useSay } from '../../i18n/language.tsx';
import { PanelBody } from '../../panel/panel.tsx';
import { studioPath, useScope, useScopeApp } from '../../scope/scope.ts';
import { useFlashes } from '../../shell/flashes.tsx';
import { Page } from '../../shell/page.tsx';
import { PageLink } from '../../shell/page-link.tsx';
import { type DataColumn, DataTable } from '../../table/data-table.tsx';
import { analysisPath, type SavedSummary, useAnalyses } from './analysis-api.ts';

function useColumns(): readonly DataColumn<SavedSummary>[] {
  const say = useSay();
  const formats = useFormats();
  const scope = useScope();
  const timeZone = useScopeApp()?.timeZone ?? 'UTC';
  return useMemo(
    () => [
      {
        id: 'name',
        header: say('analyses.column.name'),
        isRowHeader: true,
        value: ({ name }) => name,
        cell: ({ id, name }) => {
          const href = studioPath(scope, `analyzes/${encodeURIComponent(id)}`);
          return <PageLink to={href}>{name}</PageLink>;
        },
      },
      {
        id: 'author',
        header: say('analyses.column.author'),
        value: ({ updatedBy }) => updatedBy,
        cell: ({ updatedBy }) => updatedBy,
      },
      {
        id: 'updated',
        header: say('analyses.column.updated'),
        value: ({ updatedAtMs }) => updatedAtMs,
        cell: ({ updatedAtMs }) => formats.moment(updatedAtMs, timeZone),
      },
    ],
    [formats, say, scope, timeZone],
  );
}

/** Page with all drag-and-drop analyses of the app. */
export default function AnalysisListPage() {
  const say = useSay();
  const navigate = useNavigate();
  const scope = useScope();
  const flashes = useFlashes();
  const analyses = useAnalyses();
  const columns = useColumns();
  const [selectedId, setSelectedId] = useState<string | null>(null);
  const selected = analyses.data?.find(({ id }) => id === selectedId);
  const create = () => void navigate(studioPath(scope, 'analyzes/new'));
  const remove = async ({ id, name, version }: SavedSummary) => {
    const path = analysisPath(scope.appId, id);
    try {
      await callApi({ method: 'DELETE', path, query: { version } });
      flashes.succeeded(say('analyses.deleted', { name }), {
        text: say('action.undo'),
        onClick: () =>
          void callApi({ method: 'POST', path: `${path}/undelete` })
            .then(() => analyses.refetch())
            .catch((error) => flashes.failed(say('analyses.notBack'), error)),
      });
    } catch (error) {
      flashes.failed(say('analyses.notDeleted'), error);
    }
    await analyses.refetch();
  };
  return (
    <Page
      title={say('analyses.title')}
      description={say('analyses.description')}
      help={say('analyses.help')}
      actions={
        <Button variant="primary" onClick={create}>
          {say('analyses.create')}
        </Button>
      }
    >
      <PanelBody
        query={analyses}
        thing={say('analyses.things')}
        height={300}
        emptyOf={(data) =>
          data.length > 0
            ? null
            : { text: say('analyses.empty'), action: { text: say('analyses.create'), onClick: create } }
        }
      >
        {(data) => (
          <DataTable
            id="analyses"
            title={say('analyses.title')}
            rows={data}
            columns={columns}
            keyOf={({ id }) => id}
            selection="single"
            selected={selected === undefined ? [] : [selected]}
            onSelect={([row]) => setSelectedId(row?.id ?? null)}
            actions={
              <Button disabled={selected === undefined} onClick={() => selected && void remove(selected)}>
                {say('action.delete')}
              </Button>
            }
          />
        )}
      </PanelBody>
    </Page>
  );
}
