import StatusIndicator from '@cloudscape-design/components/status-indicator';
import { useSay } from '../../i18n/language.tsx';
import type { AlarmState } from './alarm-api.ts';

const types = { OK: 'success', ALARM: 'error', INSUFFICIENT_DATA: 'pending' } as const;

/** State of an alarm with its icon. */
export function AlarmStatus({ state }: { readonly state: AlarmState }) {
  const say = useSay();
  return <StatusIndicator type={types[state]}>{say(`alarms.state.${state}`)}</StatusIndicator>;
}
