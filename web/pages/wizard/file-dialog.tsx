import Alert from '@cloudscape-design/components/alert';
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import CopyToClipboard from '@cloudscape-design/components/copy-to-clipboard';
import FormField from '@cloudscape-design/components/form-field';
import Modal from '@cloudscape-design/components/modal';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Tabs from '@cloudscape-design/components/tabs';
import Textarea from '@cloudscape-design/components/textarea';
import { useState } from 'react';
import { useApi, useApiWrite } from '../../api/use-api.ts';
import { useSay } from '../../i18n/language.tsx';
import { ErrorState } from '../../panel/panel-states.tsx';
import { projectPath } from '../pipelines/pipeline-api.ts';
import type { PipelinePlan } from '../pipelines/pipeline-types.ts';
import { useProblemWords } from './problem-words.ts';
import type { Wizard } from './use-wizard.ts';

/** The pipeline as a file: to copy, or pasted to fill the wizard. */
export function FileDialog({ wizard, onClose }: { readonly wizard: Wizard; readonly onClose: () => void }) {
  const say = useSay();
  const words = useProblemWords();
  const path = `${projectPath(wizard.projectId)}/pipeline/file`;
  const file = useApi<{ readonly text: string }>({ method: 'POST', path, body: { spec: wizard.spec } });
  const [pasted, setPasted] = useState('');
  const read = useApiWrite<Pick<PipelinePlan, 'spec' | 'problems'>, string>((text) => ({
    path: `${path}/read`,
    body: { text },
  }));
  const fill = async () => {
    const { spec } = await read.mutateAsync(pasted);
    if (spec === null) return;
    wizard.replace({ ...spec });
    onClose();
  };
  const problems = read.data?.spec === null ? read.data.problems : [];
  const view = (
    <SpaceBetween size="s">
      {file.isError && <ErrorState error={file.error} onRetry={() => void file.refetch()} />}
      <CopyToClipboard
        copyButtonText={say('action.copy')}
        copySuccessText={say('action.copied')}
        copyErrorText={say('wizard.copyFailed')}
        textToCopy={file.data?.text ?? ''}
      />
      <pre className="ms-mono ms-file">{file.data?.text ?? ''}</pre>
    </SpaceBetween>
  );
  const paste = (
    <SpaceBetween size="s">
      <FormField label={say('wizard.paste')} description={say('wizard.paste.text')} stretch>
        <Textarea rows={16} value={pasted} onChange={({ detail }) => setPasted(detail.value)} />
      </FormField>
      {problems.length > 0 && (
        <Alert type="error" header={say('wizard.problems', { count: problems.length })}>
          <ul className="ms-checks">
            {problems.map((problem) => (
              <li key={`${problem.field} ${problem.code}`}>
                {problem.field}: {words(problem)}
              </li>
            ))}
          </ul>
        </Alert>
      )}
      {read.isError && <ErrorState error={read.error} />}
      <Button
        variant="primary"
        disabled={pasted.trim() === ''}
        loading={read.isPending}
        onClick={() => void fill().catch(() => {})}
      >
        {say('wizard.paste.fill')}
      </Button>
    </SpaceBetween>
  );
  return (
    <Modal
      visible
      size="large"
      header={say('wizard.viewFile')}
      closeAriaLabel={say('action.close')}
      onDismiss={onClose}
      footer={
        <Box float="right">
          <Button onClick={onClose}>{say('action.close')}</Button>
        </Box>
      }
    >
      <Tabs
        tabs={[
          { id: 'view', label: say('wizard.file.view'), content: view },
          { id: 'paste', label: say('wizard.file.paste'), content: paste },
        ]}
      />
    </Modal>
  );
}
