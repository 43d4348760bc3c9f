/** What an alarm says. `INSUFFICIENT_DATA`: nothing was measured in its window. */
export type AlarmState = 'OK' | 'ALARM' | 'INSUFFICIENT_DATA';

/** How the values of a window become one. */
export type WindowValue = 'max' | 'min' | 'mean' | 'sum';

/** A rule over one metric. Texts for people are in the message catalogue of the pages, under the id. */
export interface AlarmRule {
  readonly alarmId: string;
  /** Name in the metric history. */
  readonly metric: string;
  readonly comparison: 'above' | 'below';
  readonly threshold: number;
  readonly unit: 'count' | 'ratio' | 'ms' | 'bytes' | 'percent' | 'days' | 'hours';
  readonly window: { readonly ms: number; readonly value: WindowValue };
  readonly isOnByDefault: boolean;
  /** For the log and for messages to targets, English. */
  readonly says: string;
}

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/** Every alarm of a project, most urgent first. */
export const alarmRules: readonly AlarmRule[] = [
  {
    ...{ alarmId: 'collector_errors', metric: 'requests_5xx_ratio', comparison: 'above', threshold: 0.01 },
    ...{ unit: 'ratio', window: { ms: 5 * minute, value: 'mean' }, isOnByDefault: true },
    says: 'The collector answers with server errors',
  },
  {
    ...{ alarmId: 'disk_free', metric: 'disk_free_percent', comparison: 'below', threshold: 10 },
    ...{ unit: 'percent', window: { ms: 2 * minute, value: 'max' }, isOnByDefault: true },
    says: 'Little disk is free',
  },
  {
    ...{ alarmId: 'batch_failed', metric: 'batch_failures', comparison: 'above', threshold: 0 },
    ...{ unit: 'count', window: { ms: 10 * minute, value: 'sum' }, isOnByDefault: true },
    says: 'Batches of the processing job failed',
  },
  {
    ...{ alarmId: 'segment_parked', metric: 'segments_parked', comparison: 'above', threshold: 0 },
    ...{ unit: 'count', window: { ms: 2 * minute, value: 'min' }, isOnByDefault: true },
    says: 'Raw files cannot be processed and wait',
  },
  {
    ...{ alarmId: 'file_age', metric: 'oldest_waiting_ms', comparison: 'above', threshold: 10 * minute },
    ...{ unit: 'ms', window: { ms: 2 * minute, value: 'min' }, isOnByDefault: true },
    says: 'Events wait for processing',
  },
  {
    ...{ alarmId: 'segment_age', metric: 'open_segment_ms', comparison: 'above', threshold: minute },
    ...{ unit: 'ms', window: { ms: 2 * minute, value: 'min' }, isOnByDefault: true },
    says: 'A segment of the collector is not sealed in time',
  },
  {
    ...{ alarmId: 'ledger_off', metric: 'ledger_off', comparison: 'above', threshold: 0 },
    ...{ unit: 'count', window: { ms: 5 * minute, value: 'max' }, isOnByDefault: true },
    says: 'The ledger does not balance',
  },
  {
    ...{ alarmId: 'corrupted', metric: 'undecodable_ratio', comparison: 'above', threshold: 0.05 },
    ...{ unit: 'ratio', window: { ms: 15 * minute, value: 'mean' }, isOnByDefault: true },
    says: 'Many requests cannot be decoded',
  },
  {
    ...{ alarmId: 'unknown_app', metric: 'unknown_app_ratio', comparison: 'above', threshold: 0.05 },
    ...{ unit: 'ratio', window: { ms: 15 * minute, value: 'mean' }, isOnByDefault: true },
    says: 'Many requests or events name an app that is not registered',
  },
  {
    ...{ alarmId: 'no_events', metric: 'events', comparison: 'below', threshold: 1 },
    ...{ unit: 'count', window: { ms: day, value: 'sum' }, isOnByDefault: false },
    says: 'No events were loaded in a day',
  },
  {
    ...{ alarmId: 'collector_cpu', metric: 'collector_cpu_percent', comparison: 'above', threshold: 85 },
    ...{ unit: 'percent', window: { ms: 5 * minute, value: 'mean' }, isOnByDefault: true },
    says: 'The collector workers are busy',
  },
  {
    ...{ alarmId: 'certificate', metric: 'certificate_days', comparison: 'below', threshold: 21 },
    ...{ unit: 'days', window: { ms: 5 * minute, value: 'max' }, isOnByDefault: true },
    says: 'A certificate ends soon',
  },
  {
    ...{ alarmId: 'geoip_age', metric: 'geoip_days', comparison: 'above', threshold: 60 },
    ...{ unit: 'days', window: { ms: 5 * minute, value: 'min' }, isOnByDefault: false },
    says: 'The database of IP places is old',
  },
  {
    ...{ alarmId: 'backup_age', metric: 'backup_hours', comparison: 'above', threshold: 48 },
    ...{ unit: 'hours', window: { ms: 5 * minute, value: 'min' }, isOnByDefault: false },
    says: 'The last backup is old',
  },
];
