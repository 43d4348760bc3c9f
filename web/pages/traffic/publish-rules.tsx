import Alert from '@cloudscape-design/components/alert';
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import FormField from '@cloudscape-design/components/form-field';
import Input from '@cloudscape-design/components/input';
import Modal from '@cloudscape-design/components/modal';
import RadioGroup from '@cloudscape-design/components/radio-group';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useState } from 'react';
import { asApiError } from '../../api/api-error.ts';
import { keyOf, useApi, useApiWrite } from '../../api/use-api.ts';
import { useFormats } from '../../i18n/formats.ts';
import { useSay } from '../../i18n/language.tsx';
import { DialogActions } from '../../panel/dialog-actions.tsx';
import { PanelBody } from '../../panel/panel.tsx';
import { useFlashes } from '../../shell/flashes.tsx';
import {
  type CurrentRules,
  type Move,
  type Rules,
  type RulesPreview,
  useTrafficPath,
} from './traffic-api.ts';

const dayPattern = /^\d{4}-\d{2}-\d{2}$/;
const shownMoves = 8;

/** Shows what rules would change of the last days, and puts them in force. */
export function PublishRules(props: {
  readonly rules: Rules;
  readonly version: number;
  readonly onClose: () => void;
  readonly onPublished: () => void;
}) {
  const say = useSay();
  const flashes = useFlashes();
  const path = useTrafficPath();
  const { rules, version } = props;
  const [scope, setScope] = useState<'new' | 'since'>('new');
  const [since, setSince] = useState('');
  const call = { method: 'POST' as const, path: `${path}/preview`, body: { rules } };
  const preview = useApi<RulesPreview>(call, { staleMs: 60_000, keepPrevious: false });
  const publish = useApiWrite<CurrentRules, void>(
    () => ({
      method: 'PUT',
      path,
      body: { version, rules, ...(scope === 'since' ? { reprocessSince: since } : {}) },
    }),
    [path],
  );
  const isReady = scope === 'new' || dayPattern.test(since);
  const run = async () => {
    try {
      // New rules draw the page around this window anew: what follows must not hang on the window.
      await publish.mutateAsync();
      props.onPublished();
      props.onClose();
      flashes.succeeded(say(scope === 'new' ? 'traffic.publishedNow' : 'traffic.reprocessed', { since }));
    } catch (error) {
      if (asApiError(error).code !== 'SAVE_CONFLICT') flashes.failed(say('traffic.notPublished'), error);
    }
  };
  return (
    <Modal
      visible
      size="large"
      onDismiss={props.onClose}
      closeAriaLabel={say('action.close')}
      header={say('traffic.publishTitle')}
      footer={
        <DialogActions onCancel={props.onClose}>
          <Button
            variant="primary"
            disabled={!isReady}
            loading={publish.isPending}
            onClick={() => void run()}
          >
            {say('traffic.publishNow')}
          </Button>
        </DialogActions>
      }
    >
      <SpaceBetween size="m">
        {publish.error?.code === 'SAVE_CONFLICT' && (
          <Alert type="warning">{say('traffic.conflict', { version })}</Alert>
        )}
        <PanelBody query={preview} queryKey={keyOf(call)} thing={say('traffic.preview')} height={120}>
          {(data) => <PreviewText preview={data} />}
        </PanelBody>
        <RadioGroup
          value={scope}
          ariaLabel={say('traffic.applyTo')}
          items={[
            { value: 'new', label: say('traffic.newOnly'), description: say('traffic.newOnlyText') },
            { value: 'since', label: say('traffic.since'), description: say('traffic.sinceText') },
          ]}
          onChange={({ detail }) => setScope(detail.value === 'since' ? 'since' : 'new')}
        />
        {scope === 'since' && (
          <FormField label={say('traffic.sinceDay')} constraintText={say('traffic.sinceHint')}>
            <Input value={since} placeholder="YYYY-MM-DD" onChange={({ detail }) => setSince(detail.value)} />
          </FormField>
        )}
      </SpaceBetween>
    </Modal>
  );
}

function PreviewText({ preview }: { readonly preview: RulesPreview }) {
  const say = useSay();
  const formats = useFormats();
  const { sessions, from, to } = preview;
  return (
    <SpaceBetween size="s">
      <Box>
        {say('traffic.previewText', {
          changed: formats.count(sessions.changed),
          total: formats.count(sessions.total),
          days: formats.days(from, to),
        })}
      </Box>
      {sessions.unknown > 0 && (
        <Box color="text-body-secondary">
          {say('traffic.previewUnknown', { count: formats.count(sessions.unknown) })}
        </Box>
      )}
      <Moves title={say('traffic.movesChannels')} moves={preview.channels} />
      <Moves title={say('traffic.movesCategories')} moves={preview.categories} />
    </SpaceBetween>
  );
}

function Moves({ title, moves }: { readonly title: string; readonly moves: readonly Move[] }) {
  const say = useSay();
  const formats = useFormats();
  if (moves.length === 0) return null;
  const name = (value: string | null) => value ?? say('traffic.emptyValue');
  return (
    <div>
      <Box variant="awsui-key-label">{title}</Box>
      <ul>
        {moves.slice(0, shownMoves).map(({ from, to, sessions }) => (
          <li key={`${from} ${to}`} className="ms-text">
            {say('traffic.move', { from: name(from), to: name(to), count: formats.count(sessions) })}
          </li>
        ))}
      </ul>
    </div>
  );
}
