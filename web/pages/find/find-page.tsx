import Box from '@cloudscape-design/components/box';
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import { useParams } from 'react-router';
import { useApi } from '../../api/use-api.ts';
import { useFormats } from '../../i18n/formats.ts';
import { useSay } from '../../i18n/language.tsx';
import { PanelBody } from '../../panel/panel.tsx';
import { useApps } from '../../scope/scope.ts';
import { Page } from '../../shell/page.tsx';
import { OutcomeBadge } from '../ledger/outcome-badge.tsx';
import type { EventTrace, Found, RequestTrace } from './find-api.ts';
import { FindBox } from './find-box.tsx';
import { EventLife, userPath } from './life-line.tsx';
import '../operations/operations.css';
import { PageLink } from '../../shell/page-link.tsx';

/** Everything that is known of an id: a request, an event, a user. */
export default function FindPage() {
  const say = useSay();
  const { projectId = '', id } = useParams();
  const path = `/projects/${encodeURIComponent(projectId)}/find/${encodeURIComponent(id ?? '')}`;
  const found = useApi<Found>(id === undefined ? null : { path }, { keepPrevious: false });
  const { data: apps = [] } = useApps();
  const zoneOf = (appId: string) => apps.find((app) => app.appId === appId)?.timeZone ?? 'UTC';
  return (
    <Page
      title={say('find.title')}
      crumbs={[{ text: say('nav.ledger'), href: `/project/${encodeURIComponent(projectId)}/ledger` }]}
      description={say('find.description')}
    >
      <SpaceBetween size="l">
        <FindBox key={id ?? ''} projectId={projectId} initial={id ?? ''} />
        {id !== undefined && (
          <PanelBody
            query={found}
            thing={say('find.title')}
            height={200}
            emptyOf={({ request, events, users }) =>
              request === null && events.length === 0 && users.length === 0
                ? { text: say('find.nothing') }
                : null
            }
          >
            {(data) => (
              <SpaceBetween size="l">
                {data.events.map((event) => (
                  <EventCard
                    key={`${event.rid} ${event.eventIndex}`}
                    event={event}
                    found={data}
                    projectId={projectId}
                    timeZone={zoneOf(event.appId)}
                  />
                ))}
                {data.request !== null && (
                  <RequestCard request={data.request} found={data} projectId={projectId} zoneOf={zoneOf} />
                )}
                {data.users.map((user) => (
                  <UserCard key={`${user.appId} ${user.userPseudoId}`} user={user} projectId={projectId} />
                ))}
              </SpaceBetween>
            )}
          </PanelBody>
        )}
      </SpaceBetween>
    </Page>
  );
}

function EventCard(props: {
  readonly event: EventTrace;
  readonly found: Found;
  readonly projectId: string;
  readonly timeZone: string;
}) {
  const say = useSay();
  const { event, found, projectId, timeZone } = props;
  const isStored = event.outcome === 'human' || event.outcome === 'bot';
  const place = isStored ? found.places.find(({ appId }) => appId === event.appId) : undefined;
  return (
    <Container
      header={
        <Header variant="h2" description={event.appId}>
          <span className="ms-text">
            {say('find.event', { name: event.eventName ?? event.eventId ?? '' })}
          </span>
        </Header>
      }
    >
      <EventLife projectId={projectId} event={event} place={place} timeZone={timeZone} />
    </Container>
  );
}

function RequestCard(props: {
  readonly request: RequestTrace;
  readonly found: Found;
  readonly projectId: string;
  readonly zoneOf: (appId: string) => string;
}) {
  const say = useSay();
  const formats = useFormats();
  const { request, projectId, zoneOf } = props;
  const events = request.events ?? [];
  return (
    <Container header={<Header variant="h2">{say('find.requestTitle')}</Header>}>
      <SpaceBetween size="s">
        <div className="ms-mono">{request.rid}</div>
        {request.outcome === 'waiting' ? (
          <StatusIndicator type="pending">{say(`find.waiting.${request.stage ?? 'sealed'}`)}</StatusIndicator>
        ) : (
          <OutcomeBadge
            outcome={request.outcome}
            why={request.reason ?? null}
            detail={request.detail ?? null}
          />
        )}
        <Box>{say('find.eventCount', { count: events.length })}</Box>
        {events.map((event) => (
          <SpaceBetween key={event.eventIndex} size="s" direction="horizontal">
            <span>{formats.clock(event.ingestMs, zoneOf(event.appId))}</span>
            <PageLink
              to={`/project/${encodeURIComponent(projectId)}/find/${encodeURIComponent(event.eventId ?? '')}`}
            >
              {event.eventName ?? event.eventId ?? ''}
            </PageLink>
            <OutcomeBadge
              outcome={event.outcome}
              why={event.reason ?? event.keptRid ?? null}
              detail={event.detail ?? null}
            />
          </SpaceBetween>
        ))}
      </SpaceBetween>
    </Container>
  );
}

function UserCard({
  user,
  projectId,
}: {
  readonly user: Found['users'][number];
  readonly projectId: string;
}) {
  const say = useSay();
  const formats = useFormats();
  return (
    <Container
      header={
        <Header variant="h2" description={user.appId}>
          {say('find.user')}
        </Header>
      }
    >
      <SpaceBetween size="xs">
        <span className="ms-mono">{user.userPseudoId}</span>
        {user.userId !== null && <span className="ms-text">{say('find.userId', { id: user.userId })}</span>}
        {user.firstSeenMs !== null && (
          <Box>{say('find.firstSeen', { time: formats.moment(user.firstSeenMs, 'UTC') })}</Box>
        )}
        <PageLink to={userPath(projectId, user.appId, user.userPseudoId)}>{say('find.timeline')}</PageLink>
      </SpaceBetween>
    </Container>
  );
}
