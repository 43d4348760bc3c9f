import StatusIndicator, { type StatusIndicatorProps } from '@cloudscape-design/components/status-indicator';
import { useSay } from '../../i18n/language.tsx';
import type { PipelineState } from './pipeline-types.ts';

const types: Readonly<Record<PipelineState, StatusIndicatorProps.Type>> = {
  Pending: 'pending',
  Creating: 'in-progress',
  Updating: 'in-progress',
  Deleting: 'in-progress',
  Active: 'success',
  Paused: 'stopped',
  Warning: 'warning',
  Failed: 'error',
  Deleted: 'stopped',
};

/** A pipeline's state as icon and word. */
export function PipelineStatus({ state }: { readonly state: PipelineState }) {
  const say = useSay();
  return <StatusIndicator type={types[state]}>{say(`pipeline.state.${state}`)}</StatusIndicator>;
}
