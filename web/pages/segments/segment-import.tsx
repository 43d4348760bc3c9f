import './segments.css';
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import Container from '@cloudscape-design/components/container';
import FileUpload from '@cloudscape-design/components/file-upload';
import FormField from '@cloudscape-design/components/form-field';
import Input from '@cloudscape-design/components/input';
import SpaceBetween from '@cloudscape-design/components/space-between';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { outdate } from '../../api/use-api.ts';
import { useFormats } from '../../i18n/formats.ts';
import { useSay } from '../../i18n/language.tsx';
import { ErrorState } from '../../panel/panel-states.tsx';
import { studioPath, useScope, useScopeApp } from '../../scope/scope.ts';
import { useFlashes } from '../../shell/flashes.tsx';
import { Page } from '../../shell/page.tsx';
import { useUrlValue } from '../../url/use-url-state.ts';
import { useSegment } from './segment-api.ts';
import { useMemberFile } from './use-member-file.ts';

/** Page that makes an imported segment, or replaces its members. */
export default function SegmentImportPage() {
  const say = useSay();
  const navigate = useNavigate();
  const client = useQueryClient();
  const formats = useFormats();
  const scope = useScope();
  const flashes = useFlashes();
  const app = useScopeApp();
  const [into] = useUrlValue('into');
  const target = useSegment(into);
  const [typed, setTyped] = useState('');
  const name = into === null ? typed : (target.data?.name ?? '');
  const file = useMemberFile(scope, into);
  const [isSaving, setSaving] = useState(false);
  const listHref = studioPath(scope, 'segments');
  const save = async () => {
    setSaving(true);
    try {
      const { id, users } = await file.importInto(name.trim());
      await outdate(client, ['/segments']);
      flashes.succeeded(say('segments.importDone', { count: users, name }));
      void navigate(`${listHref}/${encodeURIComponent(id)}`);
    } catch (error) {
      flashes.failed(say('segments.importFailed'), error);
    } finally {
      setSaving(false);
    }
  };
  const { found } = file;
  return (
    <Page
      title={say(into === null ? 'segments.importTitle' : 'segments.importMore')}
      crumbs={[{ text: say('segments.title'), href: listHref }]}
      help={say('segments.help')}
      actions={
        <Button
          variant="primary"
          loading={isSaving}
          disabled={found === null || found.segmentUsers === 0 || name.trim() === ''}
          onClick={() => void save()}
        >
          {say(into === null ? 'segments.importSave' : 'segments.importMore')}
        </Button>
      }
    >
      <Container>
        <SpaceBetween size="m">
          <FormField label={say('segments.name')} constraintText={say('segments.nameHint')}>
            <Input
              value={name}
              disabled={into !== null}
              onChange={({ detail }) => setTyped(detail.value.slice(0, 255))}
            />
          </FormField>
          <FormField label={say('segments.file')} constraintText={say('segments.fileHint')}>
            <FileUpload
              value={file.file === null ? [] : [file.file]}
              accept=".csv,.txt,text/csv,text/plain"
              showFileSize
              onChange={({ detail }) => file.choose(detail.value[0] ?? null)}
              i18nStrings={{
                uploadButtonText: () => say('segments.chooseFile'),
                dropzoneText: () => say('segments.dropFile'),
                removeFileAriaLabel: () => say('segments.removeFile'),
                limitShowFewer: say('shell.back'),
                limitShowMore: say('shell.more'),
              }}
            />
          </FormField>
          <div aria-live="polite">
            {file.isChecking && (
              <StatusIndicator type="loading">{say('segments.checkingFile')}</StatusIndicator>
            )}
            {found !== null && (
              <SpaceBetween size="xs">
                <StatusIndicator type="success">
                  {say('segments.matched', { count: found.segmentUsers, app: app?.name ?? scope.appId })}
                </StatusIndicator>
                <StatusIndicator type={found.unmatchedCount === 0 ? 'success' : 'warning'}>
                  {say('segments.unmatched', { count: found.unmatchedCount })}
                </StatusIndicator>
                {found.unmatched.length > 0 && (
                  <div>
                    <Box variant="awsui-key-label">
                      {say('segments.unmatchedList', { count: formats.count(found.unmatched.length) })}
                    </Box>
                    <div className="ms-mono">{found.unmatched.join('\n')}</div>
                  </div>
                )}
              </SpaceBetween>
            )}
            {file.error !== null && <ErrorState error={file.error} onRetry={file.check} />}
          </div>
        </SpaceBetween>
      </Container>
    </Page>
  );
}
