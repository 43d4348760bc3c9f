import StatusIndicator from '@cloudscape-design/components/status-indicator';
import { useSay } from '../../i18n/language.tsx';
import type { SegmentRunEntry } from './segment-api.ts';

const types = {
  Pending: 'pending',
  'In Progress': 'in-progress',
  Completed: 'success',
  Failed: 'error',
} as const;

/** State of a run with its icon. */
export function RunStatus({ run }: { readonly run: Pick<SegmentRunEntry, 'status'> }) {
  const say = useSay();
  return (
    <StatusIndicator type={types[run.status]}>
      {say(`segments.status.${run.status.replace(' ', '')}`)}
    </StatusIndicator>
  );
}
