import Box from '@cloudscape-design/components/box';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Steps, { type StepsProps } from '@cloudscape-design/components/steps';
import { useFormats } from '../../i18n/formats.ts';
import { useSay } from '../../i18n/language.tsx';
import { PageLink } from '../../shell/page-link.tsx';
import { OutcomeBadge } from '../ledger/outcome-badge.tsx';
import { RawRecordView } from '../ledger/raw-record.tsx';
import type { EventTrace, Found } from './find-api.ts';

/** The life of one event from its arrival to the tables, each step with its time. */
export function EventLife(props: {
  readonly projectId: string;
  readonly event: EventTrace;
  readonly place: Found['places'][number] | undefined;
  readonly timeZone: string;
}) {
  const say = useSay();
  const formats = useFormats();
  const { projectId, event, place, timeZone } = props;
  const { source } = event;
  const findPath = (id: string) => `/project/${encodeURIComponent(projectId)}/find/${encodeURIComponent(id)}`;
  const isStored = event.outcome === 'human' || event.outcome === 'bot';
  const steps: StepsProps.Step[] = [
    {
      status: 'success',
      header: say('find.received', { time: formats.moment(event.ingestMs, timeZone) }),
      details: <PageLink to={findPath(event.rid)}>{say('find.request', { id: event.rid })}</PageLink>,
    },
    {
      status: 'success',
      header: say('find.onDisk'),
      details: source === undefined ? say('find.fileGone') : <span className="ms-mono">{source.file}</span>,
    },
    {
      status: 'success',
      header:
        source === undefined
          ? say('find.processed')
          : say('find.processedAfter', { time: formats.duration(source.loadedMs - event.ingestMs) }),
      details:
        source === undefined ? (
          ''
        ) : (
          <PageLink to={`/project/${encodeURIComponent(projectId)}/runs`}>
            {say('find.batch', { id: source.batchId })}
          </PageLink>
        ),
    },
    {
      status: isStored ? 'success' : event.outcome === 'rejected' ? 'error' : 'info',
      header: (
        <OutcomeBadge
          outcome={event.outcome}
          why={event.reason ?? event.keptRid ?? place?.botReason ?? null}
          detail={event.detail ?? null}
        />
      ),
      details: (
        <SpaceBetween size="xxs">
          {event.tables.length > 0 && (
            <Box>
              {say('find.tables', {
                tables: event.tables.map(({ table, rows }) => `${table} ${formats.count(rows)}`).join(' · '),
              })}
            </Box>
          )}
          {event.keptRid !== undefined && (
            <PageLink to={findPath(event.keptRid)}>{say('find.keptRequest')}</PageLink>
          )}
        </SpaceBetween>
      ),
    },
    ...(place === undefined
      ? []
      : [
          {
            status: 'success' as const,
            header: say('find.belongs'),
            details: (
              <SpaceBetween size="xxs">
                <Box>
                  {say('find.session', { session: place.sessionId ?? '–', number: place.sessionNumber ?? 0 })}
                </Box>
                <Box>{say('find.channel', { channel: place.channel ?? '–' })}</Box>
                {place.userPseudoId !== null && (
                  <PageLink to={userPath(projectId, place.appId, place.userPseudoId)}>
                    {say('find.timeline')}
                  </PageLink>
                )}
              </SpaceBetween>
            ),
          },
        ]),
  ];
  return (
    <SpaceBetween size="m">
      <Steps steps={steps} ariaLabel={say('find.life')} />
      {source !== undefined && event.line !== null && (
        <RawRecordView
          projectId={projectId}
          file={source.file}
          line={event.line}
          eventIndex={event.eventIndex}
        />
      )}
    </SpaceBetween>
  );
}

/** Page of one user's timeline. */
export function userPath(projectId: string, appId: string, key: string): string {
  return `/analytics/${encodeURIComponent(projectId)}/app/${encodeURIComponent(appId)}/user/${encodeURIComponent(key)}`;
}
