import type { ChunkCount, StagedReject } from '@millstream/core';
import { readLine, type SourceLine } from '../clean/read-line.ts';
import type { SourceRecord } from '../clean/source-record.ts';
import type { EventRow } from '../rows/event-row.ts';
import type { ItemRow } from '../rows/item-row.ts';
import type { ProcessingConfig } from '../settings/processing-settings.ts';
import { registeredApps } from '../settings/registered-apps.ts';
import type { TrafficRulesOfApp } from '../traffic/load-traffic-rules.ts';
import { createEventIntake } from '../transformers/clickstream/event-intake.ts';
import type { TransformRun } from '../transformers/transformer.ts';
import { ChunkOutput, type PendingEvent } from './chunk-output.ts';
import type { BotJudge, EnrichmentStep, TransformStep } from './chunk-steps.ts';
import { eachRow, enrichRows } from './enrich-rows.ts';
import { limitEventLengths, limitItemLengths } from './length-limits.ts';
import { inRecord, transformRecords } from './transform-records.ts';

/** Result of one chunk. The JSON texts of the rows are `StagedEvent`s and `StagedItem`s: undefined stands for null. */
export interface ChunkRows {
  readonly events: readonly EventRow[];
  /** Items of events that are not a bot's. */
  readonly items: readonly ItemRow[];
  readonly rejects: readonly StagedReject[];
  readonly counts: readonly ChunkCount[];
}

/** What holds for one run of lines. */
export interface ChunkOptions extends TransformRun {
  /** Modification times of the input files, epoch ms, for records without ingest time. @default now */
  readonly fileTimesMs?: readonly number[];
}

/** The whole way from lines to staged rows. Deterministic: the same lines and `now` give the same rows. */
export interface ChunkPipeline {
  run(lines: readonly SourceLine[], options: ChunkOptions): Promise<ChunkRows>;
}

/** The steps of a pipeline, ready for use. */
export interface ChunkSteps {
  readonly transform: TransformStep;
  /** In configured order. */
  readonly enrichments: readonly EnrichmentStep[];
  /** Null when bots are not looked for. */
  readonly judge: BotJudge | null;
  /** Rules for events of a transformer plug-in. */
  readonly rulesOfApp: TrafficRulesOfApp;
}

/** Reads the lines; those that give no record are counted and rejected here. */
function readRecords(
  lines: readonly SourceLine[],
  output: ChunkOutput,
  options: ChunkOptions,
): SourceRecord[] {
  const records: SourceRecord[] = [];
  for (const line of lines) {
    const { record, outcome } = readLine(line, options.fileTimesMs?.[line.file] ?? options.now);
    if (outcome === 'readable') records.push(record);
    else if (outcome === 'empty') output.addEmpty(record);
    else inRecord(output, record, () => output.rejectRecord(outcome));
  }
  return records;
}

function limitLengths({ row, items }: PendingEvent): void {
  limitEventLengths(row);
  for (const item of items) limitItemLengths(item);
}

/** The finished rows: without what only the enrichments needed, items with the place of their event. */
function finishedRows(pending: readonly PendingEvent[]): Pick<ChunkRows, 'events' | 'items'> {
  const items: ItemRow[] = [];
  const events = pending.map((event) => {
    const { row } = event;
    row.ua = undefined;
    row.ip = undefined;
    if (row.is_bot) return row;
    for (const item of event.items) {
      item.file = row.file;
      item.line = row.line;
      item.event_index = row.event_index;
      items.push(item);
    }
    return row;
  });
  return { events, items };
}

/** Makes the pipeline: read lines, transform, cut lengths, enrich in order, judge. */
export function createChunkPipeline(config: ProcessingConfig, steps: ChunkSteps): ChunkPipeline {
  const apps = registeredApps(config.apps);
  const takeEvents = createEventIntake(config, steps.rulesOfApp);

  function judgeBot({ row, userAgent }: PendingEvent): void {
    const verdict = steps.judge?.(userAgent);
    row.is_bot = verdict?.isBot ?? false;
    row.bot_reason = verdict?.reason;
  }

  return {
    async run(lines, options) {
      const output = new ChunkOutput(apps);
      const records = readRecords(lines, output, options);
      await transformRecords(steps.transform, records, { output, run: options, takeEvents });
      let pending: PendingEvent[] = output.pending;
      if (config.lengthCheck) pending = eachRow(pending, output, limitLengths);
      for (const step of steps.enrichments) pending = await enrichRows(step, pending, output);
      pending = eachRow(pending, output, judgeBot);
      return { ...finishedRows(pending), rejects: output.rejects, counts: output.counts.all() };
    },
  };
}
