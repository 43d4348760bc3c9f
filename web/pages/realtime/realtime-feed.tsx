import Button from '@cloudscape-design/components/button';
import Container from '@cloudscape-design/components/container';
import ExpandableSection from '@cloudscape-design/components/expandable-section';
import Input from '@cloudscape-design/components/input';
import Link from '@cloudscape-design/components/link';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { visibleText } from '../../charts/cut-text.ts';
import { userPath } from '../../drill/drill-request.ts';
import { useMetadataNames } from '../../filters/metadata-names.ts';
import { useFormats } from '../../i18n/formats.ts';
import { useSay } from '../../i18n/language.tsx';
import { EmptyState } from '../../panel/panel-states.tsx';
import { useScope } from '../../scope/scope.ts';
import type { FeedEvent } from './realtime-view.ts';

function matches(event: FeedEvent, search: string): boolean {
  if (search === '') return true;
  const text = [event.name, event.userPseudoId, event.userId ?? '', ...Object.values(event.columns)].join(
    '\n',
  );
  return text.toLocaleLowerCase().includes(search);
}

/** Single events as they come; it stands still while it is pointed at, so that a row can be read. */
export function RealtimeFeed(props: {
  readonly events: readonly FeedEvent[];
  readonly waiting: number;
  readonly timeZone: string;
  readonly onHold: (isHeld: boolean) => void;
  readonly onShow: () => void;
}) {
  const say = useSay();
  const formats = useFormats();
  const names = useMetadataNames();
  const scope = useScope();
  const navigate = useNavigate();
  const [search, setSearch] = useState('');
  const wanted = search.trim().toLocaleLowerCase();
  const shown = props.events.filter((event) => matches(event, wanted));
  return (
    <Container
      fitHeight
      header={
        <div className="ms-card-head">
          <h2 className="ms-tile-title">{say('realtime.feed')}</h2>
          {props.waiting > 0 && (
            <Button variant="inline-link" onClick={props.onShow}>
              {say('realtime.waiting', { count: props.waiting })}
            </Button>
          )}
        </div>
      }
    >
      <Input
        type="search"
        ariaLabel={say('realtime.search')}
        placeholder={say('realtime.search')}
        value={search}
        onChange={({ detail }) => setSearch(detail.value)}
      />
      {/* biome-ignore lint/a11y/noStaticElementInteractions: pointing at the list only holds it still. */}
      <div
        className="ms-feed"
        onMouseEnter={() => props.onHold(true)}
        onMouseLeave={() => props.onHold(false)}
        onFocus={() => props.onHold(true)}
        onBlur={() => props.onHold(false)}
      >
        {shown.length === 0 && <EmptyState text={say('realtime.noEvents')} height={80} />}
        <ul aria-label={say('realtime.feed')}>
          {shown.map((event) => {
            const href = userPath(scope, event.userId ?? event.userPseudoId);
            return (
              <li key={event.eventId}>
                <ExpandableSection
                  variant="inline"
                  headerText={
                    <span className="ms-text">
                      <span className="ms-feed-time">
                        {formats.clock(Date.parse(event.time), props.timeZone)}
                      </span>{' '}
                      <strong>{visibleText(names.event(event.name))}</strong> {event.columns.platform}
                    </span>
                  }
                >
                  <p>
                    <Link
                      href={href}
                      onFollow={(follow) => {
                        follow.preventDefault();
                        void navigate(href);
                      }}
                    >
                      <span className="ms-text">{visibleText(event.userId ?? event.userPseudoId)}</span>
                    </Link>
                  </p>
                  <pre className="ms-mono">
                    {JSON.stringify({ ...event.columns, parameters: event.parameters }, null, 2)}
                  </pre>
                </ExpandableSection>
              </li>
            );
          })}
        </ul>
      </div>
    </Container>
  );
}
