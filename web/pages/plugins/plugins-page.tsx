import Alert from '@cloudscape-design/components/alert';
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import SpaceBetween from '@cloudscape-design/components/space-between';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import { useState } from 'react';
import { useLocation, useNavigate } from 'react-router';
import { useApi } from '../../api/use-api.ts';
import { useFormats } from '../../i18n/formats.ts';
import { useSay } from '../../i18n/language.tsx';
import { PanelBody } from '../../panel/panel.tsx';
import { useMay } from '../../session/session-context.tsx';
import { Page } from '../../shell/page.tsx';
import { PageLink } from '../../shell/page-link.tsx';
import { DataTable } from '../../table/data-table.tsx';
import type { PluginList, PluginVersion } from './plugin-api.ts';
import { RemovePluginDialog } from './remove-plugin-dialog.tsx';
import { UploadDialog } from './upload-dialog.tsx';
import { UsePluginDialog } from './use-plugin-dialog.tsx';

/** Plug-ins: what is there, who uses it; upload, try, use, remove. */
export default function PluginsPage() {
  const say = useSay();
  const navigate = useNavigate();
  const { pathname } = useLocation();
  const list = useApi<PluginList>({ path: '/plugins' });
  const mayWrite = useMay('plugin.write');
  const [selected, setSelected] = useState<readonly PluginVersion[]>([]);
  const [dialog, setDialog] = useState<'use' | 'remove' | null>(null);
  const [chosen] = selected;
  const isUploading = pathname.endsWith('/create');
  const upload = () => void navigate('/plugins/create');
  const mayNot = mayWrite ? {} : { disabledReason: say('plugins.onlyAdministrators') };
  return (
    <Page
      title={say('nav.plugins')}
      description={say('plugins.description')}
      help={<Box variant="p">{say('plugins.help')}</Box>}
      actions={
        <Button variant="primary" disabled={!mayWrite} {...mayNot} onClick={upload}>
          {say('plugins.upload')}
        </Button>
      }
    >
      <SpaceBetween size="l">
        <Alert type="info">{say('plugins.contained')}</Alert>
        <PanelBody query={list} thing={say('nav.plugins')} height={240}>
          {({ plugins, builtIn }) => (
            <SpaceBetween size="l">
              <VersionTable
                plugins={plugins}
                selected={selected}
                onSelect={setSelected}
                empty={
                  <SpaceBetween size="s" alignItems="center">
                    <Box>{say('plugins.none')}</Box>
                    {mayWrite && <Button onClick={upload}>{say('plugins.upload')}</Button>}
                  </SpaceBetween>
                }
                actions={
                  <SpaceBetween size="xs" direction="horizontal">
                    <Button
                      disabled={chosen === undefined}
                      onClick={() =>
                        void navigate(
                          `/plugins/${encodeURIComponent(chosen?.name ?? '')}/try?version=${encodeURIComponent(chosen?.version ?? '')}`,
                        )
                      }
                    >
                      {say('plugins.try')}
                    </Button>
                    <Button
                      disabled={chosen === undefined || !mayWrite}
                      {...mayNot}
                      onClick={() => setDialog('use')}
                    >
                      {say('plugins.use')}
                    </Button>
                    <Button
                      disabled={chosen === undefined || !mayWrite || chosen.usedBy.length > 0}
                      {...(chosen !== undefined && chosen.usedBy.length > 0
                        ? { disabledReason: say('plugins.usedBy', { projects: chosen.usedBy.join(', ') }) }
                        : mayNot)}
                      onClick={() => setDialog('remove')}
                    >
                      {say('action.remove')}
                    </Button>
                  </SpaceBetween>
                }
              />
              <DataTable
                id="plugins-built-in"
                title={say('plugins.builtIn')}
                rows={builtIn}
                keyOf={({ name }) => name}
                hasFilter={false}
                columns={[
                  {
                    id: 'name',
                    header: say('plugins.name'),
                    isRowHeader: true,
                    width: 200,
                    cell: ({ name }) => name,
                  },
                  {
                    id: 'kind',
                    header: say('plugins.kind'),
                    width: 160,
                    cell: ({ kind }) => say(`plugins.kind.${kind}`),
                  },
                  {
                    id: 'what',
                    header: say('plugins.what'),
                    cell: ({ name }) => say(`plugins.builtIn.${name}`),
                  },
                ]}
              />
            </SpaceBetween>
          )}
        </PanelBody>
      </SpaceBetween>
      {isUploading && mayWrite && <UploadDialog onClose={() => void navigate('/plugins')} />}
      {dialog === 'use' && chosen !== undefined && (
        <UsePluginDialog plugin={chosen} onClose={() => setDialog(null)} />
      )}
      {dialog === 'remove' && chosen !== undefined && (
        <RemovePluginDialog
          plugin={chosen}
          onClose={() => {
            setDialog(null);
            setSelected([]);
          }}
        />
      )}
    </Page>
  );
}

function VersionTable(props: {
  readonly plugins: readonly PluginVersion[];
  readonly selected: readonly PluginVersion[];
  readonly onSelect: (plugins: readonly PluginVersion[]) => void;
  readonly actions: React.ReactNode;
  readonly empty: React.ReactNode;
}) {
  const say = useSay();
  const formats = useFormats();
  return (
    <DataTable<PluginVersion>
      id="plugins"
      title={say('plugins.own')}
      rows={props.plugins}
      keyOf={({ name, version }) => `${name} ${version}`}
      selection="single"
      selected={props.selected}
      onSelect={props.onSelect}
      actions={props.actions}
      empty={props.empty}
      columns={[
        {
          id: 'name',
          header: say('plugins.name'),
          isRowHeader: true,
          width: 180,
          value: ({ name }) => name,
          cell: ({ name, version }) => (
            <PageLink to={`/plugins/${encodeURIComponent(name)}/try?version=${encodeURIComponent(version)}`}>
              {name}
            </PageLink>
          ),
        },
        {
          id: 'version',
          header: say('plugins.version'),
          width: 100,
          value: ({ version }) => version,
          cell: ({ version }) => <span className="ms-text">{version}</span>,
        },
        {
          id: 'kind',
          header: say('plugins.kind'),
          width: 130,
          value: ({ kind }) => say(`plugins.kind.${kind}`),
          cell: ({ kind }) => say(`plugins.kind.${kind}`),
        },
        {
          id: 'used',
          header: say('plugins.used'),
          width: 150,
          value: ({ usedBy }) => usedBy.length,
          cell: ({ usedBy }) =>
            usedBy.length === 0 ? (
              say('plugins.unused')
            ) : (
              <span className="ms-text">{usedBy.join(', ')}</span>
            ),
        },
        {
          id: 'trial',
          header: say('plugins.trial'),
          width: 190,
          cell: ({ trial }) =>
            trial.problems.length === 0 ? (
              <StatusIndicator type="success">
                {say('plugins.speed', { time: formats.duration(trial.itemMicros ?? 0) })}
              </StatusIndicator>
            ) : (
              <StatusIndicator type="warning">
                <span className="ms-text">{trial.problems[0]}</span>
              </StatusIndicator>
            ),
        },
        {
          id: 'what',
          header: say('plugins.what'),
          width: 240,
          value: ({ description }) => description,
          cell: ({ description }) => <span className="ms-text">{description}</span>,
        },
        {
          id: 'reads',
          header: say('plugins.reads'),
          width: 200,
          isHidden: true,
          cell: ({ manifest }) => <span className="ms-text">{manifest.reads.join(', ')}</span>,
        },
        {
          id: 'size',
          header: say('plugins.size'),
          isNumber: true,
          isHidden: true,
          value: ({ bundleBytes }) => bundleBytes,
          cell: ({ bundleBytes }) => formats.bytes(bundleBytes),
        },
        {
          id: 'uploaded',
          header: say('plugins.uploaded'),
          width: 240,
          value: ({ uploadedAtMs }) => uploadedAtMs,
          cell: ({ uploadedAtMs, uploadedBy }) => (
            <span className="ms-text">{`${formats.moment(uploadedAtMs, 'UTC')} UTC, ${uploadedBy}`}</span>
          ),
        },
      ]}
    />
  );
}
