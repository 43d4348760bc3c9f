import Box from '@cloudscape-design/components/box';
import SpaceBetween from '@cloudscape-design/components/space-between';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import { useFormats } from '../../i18n/formats.ts';
import { useSay } from '../../i18n/language.tsx';
import { useReason } from '../ledger/outcome-badge.tsx';
import type { DryRunCounts, ReplayReceipt } from './quarantine-api.ts';

/** What a dry run found: what would be stored, what would still fail and why. */
export function DryRunResult({ counts }: { readonly counts: DryRunCounts }) {
  const say = useSay();
  const formats = useFormats();
  const reasonText = useReason();
  const failing = counts.failing.reduce((sum, { count }) => sum + count, 0);
  return (
    <SpaceBetween size="xxs">
      <StatusIndicator type={counts.stored > 0 ? 'success' : 'info'}>
        {say('quarantine.wouldBeStored', { count: counts.stored })}
      </StatusIndicator>
      {counts.duplicate > 0 && (
        <StatusIndicator type="info">
          {say('quarantine.wouldBeDuplicate', { count: counts.duplicate })}
        </StatusIndicator>
      )}
      {failing > 0 && (
        <StatusIndicator type="warning">
          {say('quarantine.wouldFail', { count: failing, reasons: counts.failing.length })}
        </StatusIndicator>
      )}
      {counts.notKept > 0 && (
        <StatusIndicator type="stopped">
          {say('quarantine.rawGone', { count: counts.notKept })}
        </StatusIndicator>
      )}
      {counts.failing.map(({ reason, detail, count }) => (
        <Box key={`${reason} ${detail}`} padding={{ left: 'l' }} color="text-body-secondary">
          <span className="ms-text">
            {formats.count(count)} · {reasonText(reason)}
            {detail ? `: ${detail}` : ''}
          </span>
        </Box>
      ))}
    </SpaceBetween>
  );
}

/** The receipt of a replay. */
export function ReceiptView({ receipt }: { readonly receipt: ReplayReceipt }) {
  const say = useSay();
  const formats = useFormats();
  const reasonText = useReason();
  const { human, bot, duplicate, stillRefused, files, notKept, refusedByReason } = receipt;
  return (
    <SpaceBetween size="xxs">
      <StatusIndicator type={human + bot > 0 ? 'success' : 'info'}>
        {say('quarantine.nowStored', { human, bot })}
      </StatusIndicator>
      {duplicate > 0 && (
        <StatusIndicator type="info">{say('quarantine.nowDuplicate', { count: duplicate })}</StatusIndicator>
      )}
      {stillRefused > 0 && (
        <StatusIndicator type="warning">
          {say('quarantine.stillRefused', { count: stillRefused })}
        </StatusIndicator>
      )}
      {refusedByReason.map(({ reason, count }) => (
        <Box key={reason} padding={{ left: 'l' }} color="text-body-secondary">
          {formats.count(count)} · {reasonText(reason)}
        </Box>
      ))}
      <Box color="text-body-secondary">{say('quarantine.filesDone', { files, notKept })}</Box>
    </SpaceBetween>
  );
}
