import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useCallback, useState } from 'react';
import { useNavigate, useParams } from 'react-router';
import { apiUrl } from '../../api/call-api.ts';
import { useApi } from '../../api/use-api.ts';
import { useFormats } from '../../i18n/formats.ts';
import { useSay } from '../../i18n/language.tsx';
import { PanelBody } from '../../panel/panel.tsx';
import { useApps } from '../../scope/scope.ts';
import { useMay } from '../../session/session-context.tsx';
import { Page } from '../../shell/page.tsx';
import { SplitPanelContent } from '../../shell/side-panels.tsx';
import { DataTable } from '../../table/data-table.tsx';
import { useReason } from '../ledger/outcome-badge.tsx';
import { DiscardDialog } from './discard-dialog.tsx';
import { DiscardedGroups } from './discarded-groups.tsx';
import { GroupDetail } from './group-detail.tsx';
import { type Quarantine, type QuarantineGroup, quarantinePath } from './quarantine-api.ts';
import { ReplayDialog } from './replay-dialog.tsx';
import { ReplayHistory } from './replay-history.tsx';

/** Refused records by cause: look, replay after a fix, discard. */
export default function QuarantinePage() {
  const say = useSay();
  const navigate = useNavigate();
  const { projectId = '', group } = useParams();
  const path = quarantinePath(projectId);
  const page = `/project/${encodeURIComponent(projectId)}/quarantine`;
  const quarantine = useApi<Quarantine>({ path }, { refetchMs: 15_000 });
  const [selected, setSelected] = useState<readonly QuarantineGroup[]>([]);
  const [dialog, setDialog] = useState<'replay' | 'discard' | null>(null);
  const mayWrite = useMay('operation.write', projectId);
  const opened = quarantine.data?.groups.find(({ groupId }) => groupId === group);
  const close = useCallback(() => void navigate(page), [navigate, page]);
  const endDialog = () => {
    setDialog(null);
    setSelected([]);
  };
  return (
    <Page
      title={say('nav.quarantine')}
      crumbs={[{ text: projectId, href: `/project/detail/${encodeURIComponent(projectId)}` }]}
      description={say('quarantine.description')}
      help={<Box variant="p">{say('quarantine.help')}</Box>}
    >
      <SpaceBetween size="l">
        <PanelBody
          query={quarantine}
          thing={say('nav.quarantine')}
          height={240}
          emptyOf={({ groups }) => (groups.length === 0 ? { text: say('quarantine.none') } : null)}
        >
          {({ groups }) => (
            <GroupTable
              groups={groups}
              selected={selected}
              onSelect={setSelected}
              onOpen={({ groupId }) => void navigate(`${page}/${groupId}`)}
              actions={
                <SpaceBetween size="xs" direction="horizontal">
                  <Button
                    iconName="download"
                    href={apiUrl({ path: `${path}/download` })}
                    download="quarantine.ndjson"
                  >
                    {say('action.download')}
                  </Button>
                  <Button
                    disabled={!mayWrite || selected.length === 0}
                    disabledReason={say(mayWrite ? 'quarantine.selectFirst' : 'quarantine.mayNot')}
                    onClick={() => setDialog('discard')}
                  >
                    {say('quarantine.discard')}
                  </Button>
                  <Button
                    variant="primary"
                    disabled={!mayWrite || selected.length === 0}
                    disabledReason={say(mayWrite ? 'quarantine.selectFirst' : 'quarantine.mayNot')}
                    onClick={() => setDialog('replay')}
                  >
                    {say('quarantine.replay')}
                  </Button>
                </SpaceBetween>
              }
            />
          )}
        </PanelBody>
        <DiscardedGroups
          projectId={projectId}
          discards={quarantine.data?.discards ?? []}
          mayUndo={mayWrite}
        />
        <ReplayHistory projectId={projectId} />
      </SpaceBetween>
      {dialog === 'replay' && <ReplayDialog projectId={projectId} groups={selected} onClose={endDialog} />}
      {dialog === 'discard' && <DiscardDialog projectId={projectId} groups={selected} onClose={endDialog} />}
      {opened !== undefined && (
        <SplitPanelContent title={say('quarantine.records', { count: opened.count })} onClose={close}>
          <GroupDetail key={opened.groupId} projectId={projectId} group={opened} />
        </SplitPanelContent>
      )}
    </Page>
  );
}

function GroupTable(props: {
  readonly groups: readonly QuarantineGroup[];
  readonly selected: readonly QuarantineGroup[];
  readonly onSelect: (groups: readonly QuarantineGroup[]) => void;
  readonly onOpen: (group: QuarantineGroup) => void;
  readonly actions: React.ReactNode;
}) {
  const say = useSay();
  const formats = useFormats();
  const reasonText = useReason();
  const { data: apps = [] } = useApps();
  const zoneOf = (appId: string) => apps.find((app) => app.appId === appId)?.timeZone ?? 'UTC';
  const { groups, onOpen } = props;
  const total = groups.reduce((sum, { count }) => sum + count, 0);
  return (
    <DataTable<QuarantineGroup>
      id="quarantine"
      title={say('quarantine.title', { records: total, groups: groups.length })}
      rows={groups}
      keyOf={({ groupId }) => groupId}
      selection="multi"
      selected={props.selected}
      onSelect={props.onSelect}
      onRowClick={onOpen}
      actions={props.actions}
      columns={[
        {
          id: 'cause',
          header: say('quarantine.cause'),
          isRowHeader: true,
          width: 380,
          value: ({ reason, detail }) => `${reasonText(reason)} ${detail ?? ''}`,
          cell: (group) => (
            <Button variant="inline-link" onClick={() => onOpen(group)}>
              <span className="ms-text">
                {reasonText(group.reason)}
                {group.detail ? `: ${group.detail}` : ''}
              </span>
            </Button>
          ),
        },
        {
          id: 'app',
          header: say('shell.app'),
          width: 120,
          value: ({ appId }) => appId,
          cell: ({ appId }) => <span className="ms-text">{appId || say('ledger.noApp')}</span>,
        },
        {
          id: 'count',
          header: say('quarantine.count'),
          isNumber: true,
          width: 110,
          value: ({ count }) => count,
          cell: ({ count }) => formats.count(count),
        },
        {
          id: 'first',
          header: say('quarantine.first'),
          width: 190,
          value: ({ firstMs }) => firstMs,
          cell: ({ firstMs, appId }) => formats.moment(firstMs, zoneOf(appId)),
        },
        {
          id: 'last',
          header: say('quarantine.last'),
          width: 190,
          value: ({ lastMs }) => lastMs,
          cell: ({ lastMs, appId }) => formats.moment(lastMs, zoneOf(appId)),
        },
        {
          id: 'run',
          header: say('quarantine.run'),
          isHidden: true,
          value: ({ batchId }) => batchId,
          cell: ({ batchId }) => batchId,
        },
      ]}
    />
  );
}
