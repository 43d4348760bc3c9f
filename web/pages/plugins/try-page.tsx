import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import Container from '@cloudscape-design/components/container';
import FormField from '@cloudscape-design/components/form-field';
import Grid from '@cloudscape-design/components/grid';
import Header from '@cloudscape-design/components/header';
import Input from '@cloudscape-design/components/input';
import RadioGroup from '@cloudscape-design/components/radio-group';
import Select from '@cloudscape-design/components/select';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Textarea from '@cloudscape-design/components/textarea';
import { useState } from 'react';
import { useParams } from 'react-router';
import { callApi } from '../../api/call-api.ts';
import { useApi } from '../../api/use-api.ts';
import { useSay } from '../../i18n/language.tsx';
import { PanelBody } from '../../panel/panel.tsx';
import { ErrorState, LoadingState } from '../../panel/panel-states.tsx';
import { useProjects } from '../../scope/scope.ts';
import { Page } from '../../shell/page.tsx';
import { useUrlValue } from '../../url/use-url-state.ts';
import '../operations/operations.css';
import { ConfigForm, configOf } from './config-form.tsx';
import { type PluginList, type PluginTrial, type PluginVersion, versionPath } from './plugin-api.ts';
import { TrialResult } from './trial-result.tsx';
import { useTrial } from './use-trial.ts';

/** Tries a version on records, compared with the pipeline without it or with another version; nothing is stored. */
export default function TryPage() {
  const say = useSay();
  const { name = '' } = useParams();
  const [version, setVersion] = useUrlValue('version');
  const list = useApi<PluginList>({ path: '/plugins' });
  const versions = list.data?.plugins.filter((plugin) => plugin.name === name) ?? [];
  const chosen = versions.find((plugin) => plugin.version === version) ?? versions[0];
  return (
    <Page
      title={say('plugins.tryTitle', { name })}
      crumbs={[{ text: say('nav.plugins'), href: '/plugins' }]}
      description={say('plugins.tryText')}
    >
      <PanelBody
        query={list}
        thing={say('nav.plugins')}
        height={240}
        emptyOf={() => (chosen === undefined ? { text: say('plugins.unknown', { name }) } : null)}
      >
        {() =>
          chosen !== undefined && (
            <Trial
              key={chosen.version}
              plugin={chosen}
              versions={versions}
              onVersion={(next) => setVersion(next)}
            />
          )
        }
      </PanelBody>
    </Page>
  );
}

const sources = ['recent', 'quarantine', 'records'] as const;

function Trial(props: {
  readonly plugin: PluginVersion;
  readonly versions: readonly PluginVersion[];
  readonly onVersion: (version: string) => void;
}) {
  const say = useSay();
  const { plugin, versions } = props;
  const { data: projects } = useProjects();
  const [projectId, setProjectId] = useState<string | null>(null);
  const project = projectId ?? projects?.items[0]?.id ?? '';
  const [source, setSource] = useState<(typeof sources)[number]>('recent');
  const [count, setCount] = useState('200');
  const [pasted, setPasted] = useState('');
  const [compareWith, setCompareWith] = useState('');
  const [config, setConfig] = useState('');
  const trial = useTrial((signal) => {
    const number = Math.min(2000, Math.max(1, Number(count) || 200));
    const body = {
      projectId: project,
      source: source === 'records' ? { kind: source, text: pasted } : { kind: source, count: number },
      config: configOf(config) ?? {},
      ...(compareWith === '' ? {} : { compareWith }),
    };
    return callApi<PluginTrial>({ path: `${versionPath(plugin)}/try`, body, signal });
  });
  const projectOptions = (projects?.items ?? []).map(({ id, name }) => ({ value: id, label: name }));
  const versionOptions = versions.map(({ version }) => ({ value: version, label: version }));
  const compareOptions = [
    { value: '', label: say('plugins.without') },
    ...versionOptions.filter(({ value }) => value !== plugin.version),
  ];
  return (
    <Grid gridDefinition={[{ colspan: { default: 12, s: 4 } }, { colspan: { default: 12, s: 8 } }]}>
      <Container header={<Header variant="h2">{say('plugins.input')}</Header>}>
        <SpaceBetween size="m">
          <FormField label={say('plugins.version')}>
            <Select
              selectedOption={versionOptions.find(({ value }) => value === plugin.version) ?? null}
              options={versionOptions}
              onChange={({ detail }) => props.onVersion(detail.selectedOption.value ?? '')}
            />
          </FormField>
          <FormField label={say('plugins.compareWith')}>
            <Select
              selectedOption={compareOptions.find(({ value }) => value === compareWith) ?? null}
              options={compareOptions}
              onChange={({ detail }) => setCompareWith(detail.selectedOption.value ?? '')}
            />
          </FormField>
          <FormField label={say('shell.project')}>
            <Select
              selectedOption={projectOptions.find(({ value }) => value === project) ?? null}
              options={projectOptions}
              onChange={({ detail }) => setProjectId(detail.selectedOption.value ?? null)}
            />
          </FormField>
          <FormField label={say('plugins.source')}>
            <RadioGroup
              value={source}
              onChange={({ detail }) => setSource(sources.find((one) => one === detail.value) ?? 'recent')}
              items={sources.map((value) => ({ value, label: say(`plugins.source.${value}`) }))}
            />
          </FormField>
          {source === 'records' ? (
            <FormField label={say('plugins.paste')} description={say('plugins.pasteText')} stretch>
              <Textarea
                value={pasted}
                rows={8}
                spellcheck={false}
                onChange={({ detail }) => setPasted(detail.value)}
              />
            </FormField>
          ) : (
            <FormField label={say('plugins.recordCount')} constraintText={say('plugins.recordLimit')}>
              <Input
                type="number"
                inputMode="numeric"
                value={count}
                onChange={({ detail }) => setCount(detail.value)}
              />
            </FormField>
          )}
          <ConfigForm schema={plugin.manifest.configSchema} text={config} onChange={setConfig} />
          <Button
            variant="primary"
            disabled={
              project === '' || configOf(config) === null || (source === 'records' && pasted.trim() === '')
            }
            loading={trial.isRunning}
            onClick={trial.run}
          >
            {say('plugins.run')}
          </Button>
        </SpaceBetween>
      </Container>
      <Container header={<Header variant="h2">{say('plugins.result')}</Header>}>
        {trial.isRunning ? (
          <LoadingState
            thing={say('plugins.isolation')}
            onCancel={trial.cancel}
            progress={say('plugins.isolation')}
          />
        ) : trial.error !== null ? (
          <ErrorState error={trial.error} onRetry={trial.run} />
        ) : trial.result === null ? (
          <Box color="text-body-secondary">{say('plugins.notRun')}</Box>
        ) : (
          <TrialResult trial={trial.result} />
        )}
      </Container>
    </Grid>
  );
}
