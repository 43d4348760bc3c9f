import StatusIndicator, { type StatusIndicatorProps } from '@cloudscape-design/components/status-indicator';
import { useSay } from '../../i18n/language.tsx';
import type { Run } from './run-types.ts';

const types: Readonly<Record<Run['state'], StatusIndicatorProps.Type>> = {
  Running: 'in-progress',
  Succeeded: 'success',
  Failed: 'error',
  Retrying: 'warning',
  Cancelled: 'stopped',
};

/** A run's state as icon and word. */
export function RunStatus({ state }: { readonly state: Run['state'] }) {
  const say = useSay();
  return <StatusIndicator type={types[state]}>{say(`run.state.${state}`)}</StatusIndicator>;
}
