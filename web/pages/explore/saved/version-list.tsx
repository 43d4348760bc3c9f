import Button from '@cloudscape-design/components/button';
import Modal from '@cloudscape-design/components/modal';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useQueryClient } from '@tanstack/react-query';
import { callApi } from '../../../api/call-api.ts';
import { outdate, useApi } from '../../../api/use-api.ts';
import { useFormats } from '../../../i18n/formats.ts';
import { useSay } from '../../../i18n/language.tsx';
import { PanelBody } from '../../../panel/panel.tsx';
import { useScope, useScopeApp } from '../../../scope/scope.ts';
import { useFlashes } from '../../../shell/flashes.tsx';
import {
  explorationPath,
  explorationsPath,
  type SavedExploration,
  type SavedExplorationVersion,
} from './saved-api.ts';
import { useOpenSaved } from './use-open-saved.ts';

/** The last versions of a saved exploration: look at one, or bring it back. */
export function VersionList(props: { readonly saved: SavedExploration; readonly onClose: () => void }) {
  const say = useSay();
  const formats = useFormats();
  const flashes = useFlashes();
  const client = useQueryClient();
  const openSaved = useOpenSaved();
  const { appId } = useScope();
  const timeZone = useScopeApp()?.timeZone ?? 'UTC';
  const { saved, onClose } = props;
  const path = explorationPath(appId, saved.id);
  const versions = useApi<readonly SavedExplorationVersion[]>({ path: `${path}/versions` });
  const restore = async (version: number) => {
    try {
      const restored = await callApi<SavedExploration>({
        method: 'POST',
        path: `${path}/versions/${version}/restore`,
        body: { version: saved.version },
      });
      await outdate(client, [explorationsPath(appId)]);
      await openSaved(restored);
      onClose();
    } catch (error) {
      flashes.failed(say('explore.notRestored'), error);
    }
  };
  return (
    <Modal visible header={say('explore.versions', { title: saved.name })} onDismiss={onClose}>
      <PanelBody query={versions} thing={say('explore.saved')}>
        {(list) => (
          <SpaceBetween size="xs">
            {list.map(({ version, author, savedAtMs, body }) => (
              <SpaceBetween key={version} direction="horizontal" size="s" alignItems="center">
                <span>
                  {say('explore.versionBy', { version, author, time: formats.moment(savedAtMs, timeZone) })}
                </span>
                <Button variant="inline-link" onClick={() => void openSaved({ ...saved, body })}>
                  {say('action.open')}
                </Button>
                {version !== saved.version && (
                  <Button variant="inline-link" onClick={() => void restore(version)}>
                    {say('explore.restoreVersion')}
                  </Button>
                )}
              </SpaceBetween>
            ))}
          </SpaceBetween>
        )}
      </PanelBody>
    </Modal>
  );
}
