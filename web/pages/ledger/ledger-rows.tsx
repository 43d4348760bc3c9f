import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import ExpandableSection from '@cloudscape-design/components/expandable-section';
import Pagination from '@cloudscape-design/components/pagination';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useState } from 'react';
import { apiUrl } from '../../api/call-api.ts';
import { useApi } from '../../api/use-api.ts';
import { useFormats } from '../../i18n/formats.ts';
import { useSay } from '../../i18n/language.tsx';
import { PanelBody } from '../../panel/panel.tsx';
import { PageLink } from '../../shell/page-link.tsx';
import type { LedgerEvent, LedgerNumber, LedgerRequest, LedgerRows } from './ledger-api.ts';
import { OutcomeBadge } from './outcome-badge.tsx';
import { RawRecordView } from './raw-record.tsx';

const pageSize = 20;

/** Which number was clicked. */
export interface ClickedNumber {
  readonly count: LedgerNumber;
  readonly reason: string | null;
  readonly app: string | null;
  readonly sinceMs: number;
  readonly untilMs: number;
  /** What the number says. */
  readonly value: number;
}

/** The rows behind a number: as many as it says, with their raw text. */
export function LedgerRowsPanel(props: {
  readonly projectId: string;
  readonly clicked: ClickedNumber;
  readonly timeZone: string;
}) {
  const say = useSay();
  const formats = useFormats();
  const { projectId, clicked, timeZone } = props;
  const [pageNumber, setPageNumber] = useState(1);
  const { count, reason, app, sinceMs, untilMs } = clicked;
  const path = `/projects/${encodeURIComponent(projectId)}/ledger/rows`;
  const query = { count, reason, app, sinceMs, untilMs };
  const rows = useApi<LedgerRows>({ path, query: { ...query, pageNumber, pageSize } });
  return (
    <PanelBody
      query={rows}
      thing={say('ledger.rows')}
      height={160}
      emptyOf={({ totalCount }) => (totalCount === 0 ? { text: say('ledger.noRows') } : null)}
    >
      {(data) => (
        <SpaceBetween size="s">
          <SpaceBetween size="s" direction="horizontal" alignItems="center">
            <Box>{say('ledger.rowCount', { count: data.totalCount })}</Box>
            {data.totalCount !== clicked.value && (
              <Box color="text-body-secondary">{say('ledger.kept', { value: clicked.value })}</Box>
            )}
            {data.notKept > 0 && <Box color="text-body-secondary">{say('ledger.notKept')}</Box>}
            <Button
              iconName="download"
              href={apiUrl({ path: `${path}/download`, query })}
              download={`ledger-${count}.ndjson`}
            >
              {say('action.download')}
            </Button>
            {data.totalCount > pageSize && (
              <Pagination
                currentPageIndex={pageNumber}
                pagesCount={Math.ceil(data.totalCount / pageSize)}
                onChange={({ detail }) => setPageNumber(detail.currentPageIndex)}
                ariaLabels={{
                  nextPageLabel: say('action.next'),
                  previousPageLabel: say('action.back'),
                  pageLabel: (page) => formats.count(page),
                }}
              />
            )}
          </SpaceBetween>
          {data.kind === 'requests'
            ? data.items.map((row) => (
                <RequestRow
                  key={`${row.file} ${row.line}`}
                  row={row}
                  projectId={projectId}
                  timeZone={timeZone}
                />
              ))
            : data.items.map((row) => (
                <EventRow
                  key={`${row.file} ${row.line} ${row.eventIndex}`}
                  row={row}
                  projectId={projectId}
                  timeZone={timeZone}
                />
              ))}
        </SpaceBetween>
      )}
    </PanelBody>
  );
}

function RequestRow(props: {
  readonly row: LedgerRequest;
  readonly projectId: string;
  readonly timeZone: string;
}) {
  const say = useSay();
  const formats = useFormats();
  const { row, projectId, timeZone } = props;
  return (
    <Unfolding
      title={
        <>
          {formats.clock(row.ingestMs, timeZone)} · <span className="ms-text">{row.appId}</span> ·{' '}
          {say('ledger.characters', { count: row.length })}
        </>
      }
      description={<OutcomeBadge outcome={row.outcome} why={row.why} />}
      link={{ text: say('ledger.openRequest'), id: row.rid, projectId }}
    >
      <RawRecordView projectId={projectId} file={row.file} line={row.line} />
    </Unfolding>
  );
}

function EventRow(props: {
  readonly row: LedgerEvent;
  readonly projectId: string;
  readonly timeZone: string;
}) {
  const say = useSay();
  const formats = useFormats();
  const { row, projectId, timeZone } = props;
  return (
    <Unfolding
      title={
        <>
          {formats.clock(row.ingestMs, timeZone)} ·{' '}
          <span className="ms-text">{row.eventName ?? row.eventId ?? say('ledger.nameless')}</span> ·{' '}
          <span className="ms-text">{row.appId}</span>
        </>
      }
      description={<OutcomeBadge outcome={row.outcome} why={row.why} detail={row.detail} />}
      link={{ text: say('ledger.openEvent'), id: row.eventId ?? row.rid, projectId }}
    >
      {row.file === null ? (
        <Box>{say('ledger.notKept')}</Box>
      ) : (
        <RawRecordView projectId={projectId} file={row.file} line={row.line} eventIndex={row.eventIndex} />
      )}
    </Unfolding>
  );
}

function Unfolding(props: {
  readonly title: React.ReactNode;
  readonly description: React.ReactNode;
  readonly link: { readonly text: string; readonly id: string; readonly projectId: string };
  readonly children: React.ReactNode;
}) {
  const [isOpen, setOpen] = useState(false);
  const { id, projectId, text } = props.link;
  return (
    <ExpandableSection
      headerText={
        <span>
          {props.title} {props.description}
        </span>
      }
      expanded={isOpen}
      onChange={({ detail }) => setOpen(detail.expanded)}
    >
      {isOpen && (
        <SpaceBetween size="s">
          {id !== '' && (
            <PageLink to={`/project/${encodeURIComponent(projectId)}/find/${encodeURIComponent(id)}`}>
              {text}
            </PageLink>
          )}
          {props.children}
        </SpaceBetween>
      )}
    </ExpandableSection>
  );
}
