import Button from '@cloudscape-design/components/button';
import ExpandableSection from '@cloudscape-design/components/expandable-section';
import type { TimelineEvent, TimelineSession } from '@millstream/studio/spec';
import { useState } from 'react';
import { visibleText } from '../../charts/cut-text.ts';
import type { MetadataNames } from '../../filters/metadata-names.ts';
import { useFormats } from '../../i18n/formats.ts';
import { useSay } from '../../i18n/language.tsx';

/** What stands beside an event's name: the page or screen. */
function placeOf({ columns }: TimelineEvent): string {
  return columns.page_view_page_title ?? columns.screen_view_screen_name ?? columns.page_view_page_url ?? '';
}

/** One session: when, on which device, its events in order; each opens as JSON. */
export function SessionCard(props: {
  readonly session: TimelineSession;
  readonly timeZone: string;
  readonly names: MetadataNames;
  /** Events to show; null shows all. */
  readonly only: ReadonlySet<string> | null;
  readonly isOpen: boolean;
}) {
  const say = useSay();
  const formats = useFormats();
  const { session, timeZone, only } = props;
  const events = only === null ? session.events : session.events.filter(({ name }) => only.has(name));
  const start = Date.parse(session.start);
  const length = Date.parse(session.end) - start;
  const [platform] = session.events.flatMap(({ columns }) => columns.platform ?? []);
  return (
    <ExpandableSection
      variant="container"
      defaultExpanded={props.isOpen}
      headerText={formats.moment(start, timeZone)}
      headerDescription={[
        session.sessionId === null
          ? say('user.noSession')
          : say('user.lasted', { time: formats.duration(length) }),
        say('user.events', { n: session.eventCount }),
        platform === undefined ? '' : visibleText(platform),
        session.userPseudoId,
      ]
        .filter((part) => part !== '')
        .join(' · ')}
    >
      <ol className="ms-timeline">
        {events.map((event) => (
          <EventLine key={event.eventId} event={event} timeZone={timeZone} names={props.names} />
        ))}
      </ol>
      {events.length === 0 && <p>{say('user.noneOfThese')}</p>}
      {session.events.length < session.eventCount && (
        <p>{say('user.cut', { shown: session.events.length, total: session.eventCount })}</p>
      )}
    </ExpandableSection>
  );
}

function EventLine(props: {
  readonly event: TimelineEvent;
  readonly timeZone: string;
  readonly names: MetadataNames;
}) {
  const say = useSay();
  const formats = useFormats();
  const { event } = props;
  const [isOpen, setOpen] = useState(false);
  const name = visibleText(props.names.event(event.name));
  const place = visibleText(placeOf(event));
  return (
    <li>
      <div className="ms-timeline-line">
        <time dateTime={event.time} title={event.time}>
          {formats.clock(Date.parse(event.time), props.timeZone)}
        </time>
        <Button
          variant="inline-link"
          ariaExpanded={isOpen}
          ariaLabel={say('user.openEvent', { event: name })}
          onClick={() => setOpen(!isOpen)}
        >
          {name}
        </Button>
        <span className="ms-text">{place}</span>
      </div>
      {isOpen && <pre className="ms-mono">{JSON.stringify(event, null, 2)}</pre>}
    </li>
  );
}
