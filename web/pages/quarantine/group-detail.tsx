import Alert from '@cloudscape-design/components/alert';
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import ExpandableSection from '@cloudscape-design/components/expandable-section';
import Pagination from '@cloudscape-design/components/pagination';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Tabs from '@cloudscape-design/components/tabs';
import { useState } from 'react';
import { apiUrl } from '../../api/call-api.ts';
import { useApi } from '../../api/use-api.ts';
import { useFormats } from '../../i18n/formats.ts';
import { useSay, useSpeech } from '../../i18n/language.tsx';
import { PanelBody } from '../../panel/panel.tsx';
import { useApps } from '../../scope/scope.ts';
import { PageLink } from '../../shell/page-link.tsx';
import { prettyText, RawRecordView } from '../ledger/raw-record.tsx';
import { RawText } from '../operations/raw-text.tsx';
import { type QuarantineGroup, type QuarantineRow, quarantinePath } from './quarantine-api.ts';

const pageSize = 20;

/** The records of one cause: what to do about it, and each record with its text and error. */
export function GroupDetail({
  projectId,
  group,
}: {
  readonly projectId: string;
  readonly group: QuarantineGroup;
}) {
  const say = useSay();
  const formats = useFormats();
  const { knows } = useSpeech();
  const [pageNumber, setPageNumber] = useState(1);
  const path = quarantinePath(projectId);
  const query = { group: group.groupId };
  const rows = useApi<{ totalCount: number; items: readonly QuarantineRow[] }>({
    path: `${path}/rows`,
    query: { ...query, pageNumber, pageSize },
  });
  const { data: apps = [] } = useApps();
  const zone = apps.find(({ appId }) => appId === group.appId)?.timeZone ?? 'UTC';
  const why = `reason.${group.reason}.why`;
  return (
    <SpaceBetween size="m">
      {knows(why) && <Alert type="info">{say(why)}</Alert>}
      <PanelBody query={rows} thing={say('ledger.rows')} height={160}>
        {({ items, totalCount }) => (
          <SpaceBetween size="s">
            <SpaceBetween size="s" direction="horizontal" alignItems="center">
              <Box>{say('ledger.rowCount', { count: totalCount })}</Box>
              <Button
                iconName="download"
                href={apiUrl({ path: `${path}/download`, query })}
                download="quarantine.ndjson"
              >
                {say('action.download')}
              </Button>
              {totalCount > pageSize && (
                <Pagination
                  currentPageIndex={pageNumber}
                  pagesCount={Math.ceil(totalCount / pageSize)}
                  onChange={({ detail }) => setPageNumber(detail.currentPageIndex)}
                  ariaLabels={{
                    nextPageLabel: say('action.next'),
                    previousPageLabel: say('action.back'),
                    pageLabel: (page) => formats.count(page),
                  }}
                />
              )}
            </SpaceBetween>
            {items.map((row) => (
              <Record
                key={`${row.file} ${row.line} ${row.eventIndex}`}
                row={row}
                projectId={projectId}
                zone={zone}
              />
            ))}
          </SpaceBetween>
        )}
      </PanelBody>
    </SpaceBetween>
  );
}

function Record(props: { readonly row: QuarantineRow; readonly projectId: string; readonly zone: string }) {
  const say = useSay();
  const formats = useFormats();
  const [isOpen, setOpen] = useState(false);
  const { row, projectId, zone } = props;
  const id = row.eventId ?? row.rid;
  return (
    <ExpandableSection
      headerText={
        <span className="ms-text">
          {formats.clock(row.ingestMs, zone)} ·{' '}
          {row.eventName ?? (row.text.slice(0, 80) || say('ledger.nameless'))}
        </span>
      }
      expanded={isOpen}
      onChange={({ detail }) => setOpen(detail.expanded)}
    >
      {isOpen && (
        <Tabs
          ariaLabel={say('quarantine.record')}
          tabs={[
            {
              id: 'raw',
              label: say('quarantine.raw'),
              content: <RawText text={prettyText(row.text)} label={say('quarantine.raw')} />,
            },
            {
              id: 'error',
              label: say('quarantine.error'),
              content: (
                <SpaceBetween size="xs">
                  <div className="ms-mono">{`${row.reason}${row.detail ? `: ${row.detail}` : ''}`}</div>
                  <Box>
                    {say('quarantine.place', { file: row.file, line: row.line + 1, index: row.eventIndex })}
                  </Box>
                  <PageLink to={`/project/${encodeURIComponent(projectId)}/runs`}>
                    {say('find.batch', { id: row.batchId })}
                  </PageLink>
                  {id !== '' && (
                    <PageLink to={`/project/${encodeURIComponent(projectId)}/find/${encodeURIComponent(id)}`}>
                      {say('ledger.openEvent')}
                    </PageLink>
                  )}
                </SpaceBetween>
              ),
            },
            {
              id: 'record',
              label: say('quarantine.decoded'),
              content: <RawRecordView projectId={projectId} file={row.file} line={row.line} />,
            },
          ]}
        />
      )}
    </ExpandableSection>
  );
}
