import Button from '@cloudscape-design/components/button';
import FileUpload from '@cloudscape-design/components/file-upload';
import FormField from '@cloudscape-design/components/form-field';
import Modal from '@cloudscape-design/components/modal';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { useApiWrite } from '../../api/use-api.ts';
import { useSay } from '../../i18n/language.tsx';
import { DialogActions } from '../../panel/dialog-actions.tsx';
import { ErrorState } from '../../panel/panel-states.tsx';
import { useFlashes } from '../../shell/flashes.tsx';
import type { PluginVersion } from './plugin-api.ts';

/** Uploads a plug-in; it is checked at once and tried in its sandbox. */
export function UploadDialog({ onClose }: { readonly onClose: () => void }) {
  const say = useSay();
  const flashes = useFlashes();
  const navigate = useNavigate();
  const [files, setFiles] = useState<readonly File[]>([]);
  const upload = useApiWrite<PluginVersion, File>(
    (file) => {
      const body = new FormData();
      body.append('file', file, file.name);
      return { path: '/plugins', body };
    },
    ['/plugins'],
  );
  const [file] = files;
  const send = () => {
    if (file === undefined) return;
    upload.mutate(file, {
      onSuccess: ({ name, version }) => {
        flashes.succeeded(say('plugins.uploadedNow', { name, version }), {
          text: say('plugins.try'),
          onClick: () =>
            void navigate(`/plugins/${encodeURIComponent(name)}/try?version=${encodeURIComponent(version)}`),
        });
        onClose();
      },
    });
  };
  return (
    <Modal
      visible
      header={say('plugins.upload')}
      closeAriaLabel={say('action.close')}
      onDismiss={onClose}
      footer={
        <DialogActions onCancel={onClose}>
          <Button
            variant="primary"
            loading={upload.isPending}
            loadingText={say('plugins.checking')}
            disabled={file === undefined}
            disabledReason={say('plugins.chooseFirst')}
            onClick={send}
          >
            {say('plugins.upload')}
          </Button>
        </DialogActions>
      }
    >
      <SpaceBetween size="m">
        <FormField label={say('plugins.file')} description={say('plugins.fileText')}>
          <FileUpload
            value={[...files]}
            accept=".js,.mjs,.ts,.mts,.zip"
            constraintText={say('plugins.limit')}
            showFileSize
            onChange={({ detail }) => {
              upload.reset();
              setFiles(detail.value.slice(0, 1));
            }}
            i18nStrings={{
              uploadButtonText: () => say('plugins.choose'),
              dropzoneText: () => say('plugins.drop'),
              removeFileAriaLabel: () => say('action.remove'),
              limitShowFewer: '',
              limitShowMore: '',
              errorIconAriaLabel: '',
            }}
          />
        </FormField>
        {upload.isError && <ErrorState error={upload.error} title={say('plugins.notTaken')} height={80} />}
      </SpaceBetween>
    </Modal>
  );
}
