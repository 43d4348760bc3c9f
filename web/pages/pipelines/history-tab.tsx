import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import Container from '@cloudscape-design/components/container';
import ExpandableSection from '@cloudscape-design/components/expandable-section';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { callApi } from '../../api/call-api.ts';
import { useApi, useApiWrite } from '../../api/use-api.ts';
import { useFormats } from '../../i18n/formats.ts';
import { useSay } from '../../i18n/language.tsx';
import { PanelBody } from '../../panel/panel.tsx';
import { useMay } from '../../session/session-context.tsx';
import { useFlashes } from '../../shell/flashes.tsx';
import { ChangeList } from './change-list.tsx';
import { projectPath } from './pipeline-api.ts';
import type { PipelineSpec, PipelineView, SpecChange } from './pipeline-types.ts';

interface Version {
  readonly version: number;
  readonly author: string;
  readonly savedAtMs: number;
  readonly changes: readonly SpecChange[];
}

/** Every version with its author and what it changed; any of them can be used again. */
export function HistoryTab({ pipeline }: { readonly pipeline: PipelineView }) {
  const say = useSay();
  const formats = useFormats();
  const flashes = useFlashes();
  const { projectId } = pipeline;
  const path = `${projectPath(projectId)}/pipeline`;
  const versions = useApi<{ readonly items: readonly Version[] }>({ path: `${path}/versions` });
  const mayWrite = useMay('project.write', projectId);
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
  const use = useApiWrite<PipelineView, PipelineSpec>(
    (spec) => ({ method: 'PUT', path, body: { spec, version: pipeline.version } }),
    [projectPath(projectId), '/projects'],
  );
  const takeAgain = async (version: number) => {
    const { spec } = await callApi<{ spec: PipelineSpec }>({ path: `${path}/versions/${version}` });
    await use.mutateAsync(spec);
    flashes.succeeded(say('pipeline.usedAgain', { version }));
  };
  return (
    <PanelBody query={versions} thing={say('pipeline.tab.history')} height={200}>
      {({ items }) => (
        <SpaceBetween size="m">
          {items.map(({ version, author, savedAtMs, changes }) => (
            <Container
              key={version}
              header={
                <Header
                  variant="h3"
                  description={`${author || say('pipeline.bySystem')} · ${formats.moment(savedAtMs, timeZone)}`}
                  actions={
                    version === pipeline.version ? (
                      <Box color="text-body-secondary">{say('pipeline.inUse')}</Box>
                    ) : (
                      <Button
                        disabled={!mayWrite || !pipeline.actions.includes('update')}
                        loading={use.isPending}
                        ariaLabel={say('pipeline.useVersion', { version })}
                        onClick={() =>
                          void takeAgain(version).catch((error: unknown) =>
                            flashes.failed(say('wizard.nothingChanged'), error),
                          )
                        }
                      >
                        {say('pipeline.useAgain')}
                      </Button>
                    )
                  }
                >
                  {say('pipeline.version', { version })}
                </Header>
              }
            >
              {changes.length === 0 ? (
                <Box color="text-body-secondary">{say('pipeline.firstVersion')}</Box>
              ) : (
                <ExpandableSection
                  defaultExpanded={version === pipeline.version}
                  headerText={say('pipeline.changes', { count: changes.length })}
                >
                  <ChangeList changes={changes} />
                </ExpandableSection>
              )}
            </Container>
          ))}
        </SpaceBetween>
      )}
    </PanelBody>
  );
}
