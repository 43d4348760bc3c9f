import Box from '@cloudscape-design/components/box';
import ExpandableSection from '@cloudscape-design/components/expandable-section';
import SpaceBetween from '@cloudscape-design/components/space-between';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import { ApiError } from '../../api/api-error.ts';
import { useFormats } from '../../i18n/formats.ts';
import { useSay, useSpeech } from '../../i18n/language.tsx';
import { useProblemText } from '../../panel/problem-text.ts';
import { PageLink } from '../../shell/page-link.tsx';
import { OutcomeBadge } from '../ledger/outcome-badge.tsx';
import type { VerifyEntry } from './app-api.ts';

/** One request of the verify panel: when, what, what became of it, and why. */
export function VerifyRow(props: {
  readonly entry: VerifyEntry;
  readonly projectId: string;
  readonly appId: string;
  readonly timeZone: string;
}) {
  const formats = useFormats();
  const { entry, projectId, timeZone } = props;
  const find = `/project/${encodeURIComponent(projectId)}/find/`;
  return (
    <div className="ms-verify-row">
      <div>
        {entry.rid === '' ? (
          formats.clock(entry.atMs, timeZone)
        ) : (
          <PageLink to={find + encodeURIComponent(entry.rid)}>{formats.clock(entry.atMs, timeZone)}</PageLink>
        )}
      </div>
      <div>{entry.kind === 'refused' ? <Refusal {...props} /> : <Accepted {...props} find={find} />}</div>
    </div>
  );
}

/** Why a request was refused, with the fix. */
function Refusal({ entry, appId }: { readonly entry: VerifyEntry; readonly appId: string }) {
  const say = useSay();
  const problemText = useProblemText();
  const { code, status, message, nearestAppId, origin } = entry;
  const { message: reason, action } = problemText(
    new ApiError({ code: code ?? '', message: message ?? '', status: status ?? 0 }),
  );
  const isUnknown = code === 'APP_UNKNOWN';
  return (
    <SpaceBetween size="xxs">
      <StatusIndicator type="error">
        <span className="ms-text">
          {say('verify.refused', {
            status: status ?? 0,
            reason: isUnknown && entry.appId !== '' ? say('verify.unknownApp', { app: entry.appId }) : reason,
          })}
        </span>
      </StatusIndicator>
      <ExpandableSection variant="inline" headerText={say('verify.why')}>
        <SpaceBetween size="xxs">
          {isUnknown && nearestAppId !== null && (
            <Box>
              <span className="ms-text">{say('verify.nearest', { app: nearestAppId })}</span>
            </Box>
          )}
          {isUnknown && entry.appId === '' && <Box>{say('verify.noAppId', { app: appId })}</Box>}
          {!(isUnknown && nearestAppId !== null) && <Box>{action}</Box>}
          <Box color="text-body-secondary">
            <span className="ms-text">
              {[code, origin].filter((part) => part !== null && part !== '').join(' · ')}
            </span>
          </Box>
        </SpaceBetween>
      </ExpandableSection>
    </SpaceBetween>
  );
}

/** An accepted request with its events. */
function Accepted({ entry, find }: { readonly entry: VerifyEntry; readonly find: string }) {
  const say = useSay();
  const { knows } = useSpeech();
  const { events, undecodable, eventCount } = entry;
  if (undecodable !== null)
    return (
      <SpaceBetween size="xxs">
        <OutcomeBadge outcome="undecodable" why={undecodable} />
        {knows(`reason.${undecodable}.why`) && (
          <ExpandableSection variant="inline" headerText={say('verify.why')}>
            {say(`reason.${undecodable}.why`)}
          </ExpandableSection>
        )}
      </SpaceBetween>
    );
  if (eventCount === 0) return <OutcomeBadge outcome="empty" />;
  return (
    <SpaceBetween size="xxs">
      {events.map((event, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the place in the request is what an event without id has.
        <SpaceBetween key={index} size="xs" direction="horizontal">
          {event.eventId === null ? (
            <span className="ms-text">{event.name ?? say('ledger.nameless')}</span>
          ) : (
            <PageLink to={find + encodeURIComponent(event.eventId)}>{event.name ?? event.eventId}</PageLink>
          )}
          <OutcomeBadge outcome={event.outcome} why={event.why} detail={event.detail} />
          {event.outcome === 'rejected' && event.why !== null && knows(`reason.${event.why}.why`) && (
            <ExpandableSection variant="inline" headerText={say('verify.why')}>
              {say(`reason.${event.why}.why`)}
            </ExpandableSection>
          )}
        </SpaceBetween>
      ))}
      {eventCount > events.length && (
        <Box color="text-body-secondary">{say('verify.more', { count: eventCount - events.length })}</Box>
      )}
    </SpaceBetween>
  );
}
