import { checkEvent } from '../../clean/event-check.ts';
import { freshnessProblem } from '../../clean/freshness.ts';
import { isJsonObject } from '../../clean/json-object.ts';
import type { SourceRecord } from '../../clean/source-record.ts';
import type { ProcessingConfig } from '../../settings/processing-settings.ts';
import { registeredApps } from '../../settings/registered-apps.ts';
import type { TrafficRulesOfApp } from '../../traffic/load-traffic-rules.ts';
import type { EventTexts, RecordOutput, RejectedEvent, TransformRun } from '../transformer.ts';
import { transformEvent } from './event-transform.ts';
import { createSolidUrlReader } from './solid-url-reader.ts';
import { correctTime } from './time-correction.ts';
import { uriInteger } from './uri-integer.ts';

/** The settings that decide what becomes of an event. */
export type EventIntakeSettings = Pick<
  ProcessingConfig,
  | 'projectId'
  | 'apps'
  | 'freshnessHours'
  | 'futureToleranceMs'
  | 'timeShift'
  | 'correctBeforeFreshness'
  | 'trafficSourceEnrichment'
>;

/** Events of one record, in the shape of the event protocol. */
export interface RecordEvents {
  readonly record: SourceRecord;
  readonly events: readonly unknown[];
  readonly texts: EventTexts;
}

/** Puts a row or a reject into `output` for each event. Never throws. */
export type EventIntake = (source: RecordEvents, output: RecordOutput, run: TransformRun) => void;

/** What an event says about itself, for its reject. */
export function rejectedEvent(
  event: unknown,
  reason: RejectedEvent['reason'],
  detail?: string,
): RejectedEvent {
  if (!isJsonObject(event)) return { reason, detail };
  return {
    reason,
    detail,
    eventId: event.event_id,
    eventName: event.event_type ?? event.event_name,
    appId: event.app_id,
  };
}

/** Makes the intake of events: check, freshness, app list, then the row with its corrected time. */
export function createEventIntake(settings: EventIntakeSettings, rulesOfApp: TrafficRulesOfApp): EventIntake {
  const apps = registeredApps(settings.apps);
  const readUrl = createSolidUrlReader();

  function takeEvent(source: RecordEvents, index: number, output: RecordOutput, run: Run): void {
    const { record, texts } = source;
    const element = source.events[index];
    const checked = checkEvent(element);
    if ('reason' in checked) {
      output.rejectEvent(index, rejectedEvent(element, checked.reason, checked.detail), texts);
      return;
    }
    const { event, timestamp } = checked;
    const correction = correctTime(timestamp, record, { now: run.now, timeShift: settings.timeShift });
    const eventMs = settings.correctBeforeFreshness ? correction.eventMs : timestamp;
    const stale = freshnessProblem(event.event_type, { eventMs, ingestMs: record.ingestMs }, run);
    if (stale !== null || !apps.has(event.app_id)) {
      output.rejectEvent(index, rejectedEvent(event, stale ?? 'app_not_registered'), texts);
      return;
    }
    const result = transformEvent({
      event,
      index,
      timestamp,
      correction,
      record,
      bundleSequence: run.bundleSequence,
      projectId: settings.projectId,
      text: () => texts.at(index),
      readUrl,
      rules: settings.trafficSourceEnrichment ? rulesOfApp(String(event.app_id)) : null,
    });
    if (result.kind === 'row') output.keep(result.row, result.items, texts);
    else output.rejectEvent(index, rejectedEvent(event, result.reason, result.detail), texts);
  }

  return function takeEvents(source, output, run) {
    const recordRun: Run = {
      now: run.now,
      anyAge: run.anyAge,
      freshnessHours: settings.freshnessHours,
      futureToleranceMs: settings.futureToleranceMs,
      bundleSequence: uriInteger(source.record.uri, 'event_bundle_sequence_id'),
    };
    for (let index = 0; index < source.events.length; index++) {
      try {
        takeEvent(source, index, output, recordRun);
      } catch (error) {
        const detail = error instanceof Error ? error.message : String(error);
        output.rejectEvent(
          index,
          rejectedEvent(source.events[index], 'transform_failed', detail),
          source.texts,
        );
      }
    }
  };
}

interface Run extends TransformRun {
  readonly freshnessHours: number;
  readonly futureToleranceMs: number;
  readonly bundleSequence: number | undefined;
}
