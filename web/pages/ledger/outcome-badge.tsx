import StatusIndicator, { type StatusIndicatorProps } from '@cloudscape-design/components/status-indicator';
import { useSay, useSpeech } from '../../i18n/language.tsx';

const types: Readonly<Record<string, StatusIndicatorProps.Type>> = {
  human: 'success',
  bot: 'info',
  duplicate: 'info',
  rejected: 'error',
  decoded: 'success',
  undecodable: 'error',
  empty: 'info',
  waiting: 'pending',
};

/** What became of a request or an event, in words with its reason. */
export function OutcomeBadge(props: {
  readonly outcome: string;
  readonly why?: string | null;
  readonly detail?: string | null;
}) {
  const say = useSay();
  const { outcome, why = null, detail = null } = props;
  const reason = useReason()(why);
  return (
    <StatusIndicator type={types[outcome] ?? 'info'}>
      <span className="ms-text">
        {say(`outcome.${outcome}`, { why: outcome === 'duplicate' ? (why ?? '') : reason })}
        {outcome === 'rejected' && detail !== null && detail !== '' ? ` (${detail})` : ''}
      </span>
    </StatusIndicator>
  );
}

/** A reason of rejection in the person's language; what no file names is shown as it is. */
export function useReason(): (reason: string | null) => string {
  const { say, knows } = useSpeech();
  return (reason) => (reason === null ? '' : knows(`reason.${reason}`) ? say(`reason.${reason}`) : reason);
}
