import './user.css';
import Button from '@cloudscape-design/components/button';
import DatePicker from '@cloudscape-design/components/date-picker';
import FormField from '@cloudscape-design/components/form-field';
import Multiselect from '@cloudscape-design/components/multiselect';
import SpaceBetween from '@cloudscape-design/components/space-between';
import type { TimelineSession } from '@millstream/studio/spec';
import { Fragment, useEffect, useMemo } from 'react';
import { useParams } from 'react-router';
import { cutMiddle, visibleText } from '../../charts/cut-text.ts';
import { useMetadataNames } from '../../filters/metadata-names.ts';
import { useFormats } from '../../i18n/formats.ts';
import { useSay } from '../../i18n/language.tsx';
import { EmptyState, ErrorState, LoadingState } from '../../panel/panel-states.tsx';
import { studioPath, useScope, useScopeApp } from '../../scope/scope.ts';
import { Page } from '../../shell/page.tsx';
import { localDayOf } from '../../time-range/local-day.ts';
import { useUrlValues } from '../../url/use-url-state.ts';
import { SessionCard } from './session-card.tsx';
import { useTimeline } from './use-timeline.ts';
import { UserFacts } from './user-facts.tsx';

/** Sessions that are open at first. */
const openAtFirst = 3;

/** One user: attributes, devices, and a timeline by session. */
export default function UserPage() {
  const say = useSay();
  const { userKey = '' } = useParams();
  const scope = useScope();
  const timeZone = useScopeApp()?.timeZone ?? 'UTC';
  const names = useMetadataNames();
  const { query, first, sessions } = useTimeline(userKey);
  const [values, setValues] = useUrlValues();
  const day = values.get('day') ?? '';
  const onlyText = values.get('only');
  const only = useMemo(() => (onlyText === null ? null : new Set<string>(JSON.parse(onlyText))), [onlyText]);
  const kept = useJump(sessions, day, timeZone, query);
  const eventNames = useMemo(
    () => [...new Set(sessions.flatMap(({ events }) => events.map(({ name }) => name)))].sort(),
    [sessions],
  );
  const optionOf = (name: string) => ({ value: name, label: visibleText(names.event(name)) });
  return (
    <Page
      title={cutMiddle(visibleText(userKey), 60)}
      crumbs={[{ text: say('nav.explore'), href: studioPath(scope, 'explore/event') }]}
      description={first === undefined ? undefined : say('user.sessions', { n: first.sessionCount })}
    >
      {query.isError && <ErrorState error={query.error} onRetry={() => void query.refetch()} height={240} />}
      {first === undefined && !query.isError && <LoadingState thing={say('user.timeline')} height={240} />}
      {first !== undefined && first.sessionCount === 0 && (
        <EmptyState text={say('user.unknown')} height={240} />
      )}
      {first !== undefined && first.sessionCount > 0 && (
        <div className="ms-user">
          <SpaceBetween size="m">
            <SpaceBetween direction="horizontal" size="m">
              <FormField label={say('user.jump')}>
                <DatePicker
                  value={day}
                  placeholder="YYYY-MM-DD"
                  openCalendarAriaLabel={() => say('user.jump')}
                  onChange={({ detail }) => setValues({ day: detail.value === '' ? null : detail.value })}
                />
              </FormField>
              <FormField label={say('user.only')}>
                <Multiselect
                  placeholder={say('user.all')}
                  filteringType="auto"
                  options={eventNames.map(optionOf)}
                  selectedOptions={[...(only ?? [])].map(optionOf)}
                  onChange={({ detail }) => {
                    const chosen = detail.selectedOptions.flatMap(({ value }) => value ?? []);
                    setValues({ only: chosen.length === 0 ? null : JSON.stringify(chosen) });
                  }}
                />
              </FormField>
            </SpaceBetween>
            {kept.length === 0 && <EmptyState text={say('user.nothingBefore', { day })} height={120} />}
            {kept.map((session, index) => (
              <Fragment key={`${session.userPseudoId} ${session.sessionId} ${session.start}`}>
                {index > 0 && <Gap later={kept[index - 1]} earlier={session} />}
                <SessionCard
                  session={session}
                  timeZone={timeZone}
                  names={names}
                  only={only}
                  isOpen={index < openAtFirst}
                />
              </Fragment>
            ))}
            {query.hasNextPage && (
              <Button loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
                {say('user.more')}
              </Button>
            )}
          </SpaceBetween>
          <UserFacts user={first} timeZone={timeZone} names={names} />
        </div>
      )}
    </Page>
  );
}

/** Sessions from a day on backwards; loads older pages until that day is reached. */
function useJump(
  sessions: readonly TimelineSession[],
  day: string,
  timeZone: string,
  query: ReturnType<typeof useTimeline>['query'],
): readonly TimelineSession[] {
  const kept = useMemo(
    () => (day === '' ? sessions : sessions.filter(({ start }) => localDayOf(start, timeZone) <= day)),
    [sessions, day, timeZone],
  );
  const { hasNextPage, isFetching, fetchNextPage } = query;
  const isMissing = day !== '' && kept.length === 0 && hasNextPage && !isFetching;
  useEffect(() => {
    if (isMissing) void fetchNextPage();
  }, [isMissing, fetchNextPage]);
  return kept;
}

function Gap(props: { readonly later: TimelineSession | undefined; readonly earlier: TimelineSession }) {
  const say = useSay();
  const formats = useFormats();
  if (props.later === undefined) return null;
  const gap = Date.parse(props.later.start) - Date.parse(props.earlier.end);
  if (gap <= 0) return null;
  return <div className="ms-user-gap">{say('user.gap', { time: formats.duration(gap) })}</div>;
}
