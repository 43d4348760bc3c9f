/** What an alarm says. */
export type AlarmState = 'OK' | 'ALARM' | 'INSUFFICIENT_DATA';

/** Unit of an alarm's value. */
export type AlarmUnit = 'count' | 'ratio' | 'ms' | 'bytes' | 'percent' | 'days' | 'hours';

/** An alarm of a project (`GET /api/alarms`). */
export interface Alarm {
  readonly projectId: string;
  readonly alarmId: string;
  readonly metric: string;
  readonly comparison: 'above' | 'below';
  readonly unit: AlarmUnit;
  readonly window: { readonly ms: number; readonly value: 'max' | 'min' | 'mean' | 'sum' };
  readonly state: AlarmState;
  readonly value: number | null;
  readonly sinceMs: number | null;
  readonly enabled: boolean;
  readonly threshold: number;
  readonly defaultThreshold: number;
}

/** A change of an alarm's state. */
export interface AlarmChange {
  readonly projectId: string;
  readonly alarmId: string;
  readonly state: AlarmState;
  readonly value: number | null;
  readonly changedAtMs: number;
}

/** Path of one alarm. */
export function alarmPath({ projectId, alarmId }: Pick<Alarm, 'projectId' | 'alarmId'>): string {
  return `/projects/${encodeURIComponent(projectId)}/alarms/${encodeURIComponent(alarmId)}`;
}
