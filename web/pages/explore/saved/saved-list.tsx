import Button from '@cloudscape-design/components/button';
import Modal from '@cloudscape-design/components/modal';
import { useQueryClient } from '@tanstack/react-query';
import { callApi } from '../../../api/call-api.ts';
import { outdate } from '../../../api/use-api.ts';
import { visibleText } from '../../../charts/cut-text.ts';
import { useFormats } from '../../../i18n/formats.ts';
import { useSay } from '../../../i18n/language.tsx';
import { PanelBody } from '../../../panel/panel.tsx';
import { useScope, useScopeApp } from '../../../scope/scope.ts';
import { useMay } from '../../../session/session-context.tsx';
import { useFlashes } from '../../../shell/flashes.tsx';
import { DataTable } from '../../../table/data-table.tsx';
import {
  explorationPath,
  explorationsPath,
  type SavedExploration,
  type SavedExplorationSummary,
  useSavedExplorations,
} from './saved-api.ts';
import { useOpenSaved } from './use-open-saved.ts';

/** The saved explorations of the app: open, delete with undo. */
export function SavedList({ onClose }: { readonly onClose: () => void }) {
  const say = useSay();
  const formats = useFormats();
  const flashes = useFlashes();
  const client = useQueryClient();
  const openSaved = useOpenSaved();
  const { projectId, appId } = useScope();
  const timeZone = useScopeApp()?.timeZone ?? 'UTC';
  const mayWrite = useMay('exploration.write', projectId);
  const list = useSavedExplorations(appId);
  const path = explorationsPath(appId);
  const open = async ({ id }: SavedExplorationSummary) => {
    try {
      await openSaved(await callApi<SavedExploration>({ path: explorationPath(appId, id) }));
      onClose();
    } catch (error) {
      flashes.failed(say('explore.notOpened'), error);
    }
  };
  const remove = async ({ id, name, version }: SavedExplorationSummary) => {
    const one = explorationPath(appId, id);
    try {
      await callApi({ method: 'DELETE', path: one, query: { version } });
      await outdate(client, [path]);
      flashes.succeeded(say('explore.deleted', { title: name }), {
        text: say('action.undo'),
        onClick: () => {
          callApi({ method: 'POST', path: `${one}/undelete`, body: {} })
            .then(() => outdate(client, [path]))
            .catch((error) => flashes.failed(say('explore.notRestored'), error));
        },
      });
    } catch (error) {
      flashes.failed(say('explore.notDeleted'), error);
    }
  };
  return (
    <Modal visible size="large" header={say('explore.openSaved')} onDismiss={onClose}>
      <PanelBody
        query={list}
        thing={say('explore.saved')}
        emptyOf={(data) => (data.length === 0 ? { text: say('explore.noneSaved') } : null)}
      >
        {(data) => (
          <DataTable<SavedExplorationSummary>
            id="explorations"
            variant="embedded"
            headingLevel="h3"
            title={say('explore.saved')}
            rows={data}
            keyOf={({ id }) => id}
            columns={[
              {
                id: 'name',
                header: say('explore.title'),
                value: ({ name }) => name,
                isRowHeader: true,
                width: 300,
                cell: (row) => (
                  <Button variant="inline-link" onClick={() => void open(row)}>
                    {visibleText(row.name)}
                  </Button>
                ),
              },
              {
                id: 'author',
                header: say('explore.author'),
                value: ({ updatedBy }) => updatedBy,
                cell: ({ updatedBy }) => <span className="ms-text">{updatedBy}</span>,
              },
              {
                id: 'at',
                header: say('explore.savedAt'),
                value: ({ updatedAtMs }) => updatedAtMs,
                cell: ({ updatedAtMs }) => formats.moment(updatedAtMs, timeZone),
              },
              {
                id: 'actions',
                header: say('explore.actions'),
                cell: (row) => (
                  <Button
                    variant="icon"
                    iconName="remove"
                    disabled={!mayWrite}
                    ariaLabel={say('explore.deleteSaved', { title: row.name })}
                    onClick={() => void remove(row)}
                  />
                ),
              },
            ]}
          />
        )}
      </PanelBody>
    </Modal>
  );
}
