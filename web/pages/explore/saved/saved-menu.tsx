import ButtonDropdown from '@cloudscape-design/components/button-dropdown';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { callApi } from '../../../api/call-api.ts';
import { outdate, useApi } from '../../../api/use-api.ts';
import { useSay } from '../../../i18n/language.tsx';
import { useScope } from '../../../scope/scope.ts';
import { useMay } from '../../../session/session-context.tsx';
import { useFlashes } from '../../../shell/flashes.tsx';
import { useUrlValue } from '../../../url/use-url-state.ts';
import { specJson } from '../model/draft-spec.ts';
import type { ExplorationState } from '../state/use-exploration.ts';
import { SaveDialog } from './save-dialog.tsx';
import { explorationPath, explorationsPath, type SavedExploration } from './saved-api.ts';
import { SavedList } from './saved-list.tsx';
import { VersionList } from './version-list.tsx';

type Open = 'none' | 'list' | 'save' | 'versions';

/** Saved explorations: open one, save this one anew, or write over the one that is open. */
export function SavedMenu(props: { readonly state: ExplorationState; readonly autoTitle: string }) {
  const say = useSay();
  const flashes = useFlashes();
  const client = useQueryClient();
  const { projectId, appId } = useScope();
  const [savedId, setSavedId] = useUrlValue('saved');
  const [open, setOpen] = useState<Open>('none');
  const mayWrite = useMay('exploration.write', projectId);
  const { form, range, filter, question } = props.state;
  const saved = useApi<SavedExploration>(
    savedId === null ? null : { path: explorationPath(appId, savedId) },
    { keepPrevious: false },
  );
  const title = form.draft.title || props.autoTitle;
  const canSave = question.spec !== null && mayWrite;
  const why = mayWrite ? say('explore.notFinished') : say('explore.noRightToSave');
  const spec = () =>
    specJson(form.draft, {
      projectId,
      appId,
      time: range.scope,
      granularity: range.grain ?? 'day',
      filter,
    });
  async function update(): Promise<void> {
    if (savedId === null || saved.data === undefined) return;
    const body = { version: 1, title, description: saved.data.body.description, spec: spec() };
    await callApi({
      method: 'PUT',
      path: explorationPath(appId, savedId),
      body: { version: saved.data.version, body },
    });
    await outdate(client, [explorationsPath(appId)]);
    flashes.succeeded(say('explore.updated', { title }));
  }
  return (
    <>
      <ButtonDropdown
        items={[
          { id: 'list', text: say('explore.openSaved') },
          { id: 'save', text: say('explore.saveAsNew'), disabled: !canSave, disabledReason: why },
          ...(saved.data === undefined
            ? []
            : [
                {
                  id: 'update',
                  text: say('explore.updateSaved', { title: saved.data.name }),
                  disabled: !canSave,
                  disabledReason: why,
                },
                { id: 'versions', text: say('explore.versions', { title: saved.data.name }) },
              ]),
        ]}
        onItemClick={({ detail }) => {
          if (detail.id === 'update')
            update().catch((error) => flashes.failed(say('explore.notSaved'), error));
          else setOpen(detail.id as Open);
        }}
      >
        {say('explore.saved')}
      </ButtonDropdown>
      {open === 'list' && <SavedList onClose={() => setOpen('none')} />}
      {open === 'save' && (
        <SaveDialog
          title={title}
          spec={spec()}
          onSaved={(id) => {
            setSavedId(id, 'replace');
            setOpen('none');
          }}
          onClose={() => setOpen('none')}
        />
      )}
      {open === 'versions' && saved.data !== undefined && (
        <VersionList saved={saved.data} onClose={() => setOpen('none')} />
      )}
    </>
  );
}
