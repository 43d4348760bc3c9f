import type { ChunkCount, StagedReject } from '@millstream/core';
import { parseJson, withoutLoneSurrogates } from '../clean/parse-json.ts';
import { readLine, type SourceLine } from '../clean/read-line.ts';
import type { SourceRecord } from '../clean/source-record.ts';
import type { EventRow } from '../rows/event-row.ts';
import type { ItemRow } from '../rows/item-row.ts';
import type { ProcessingConfig } from '../settings/processing-settings.ts';
import type { TrafficRulesOfApp } from '../traffic/load-traffic-rules.ts';
import { createEventIntake } from '../transformers/clickstream/event-intake.ts';
import type { TransformRun } from '../transformers/transformer.ts';
import { ChunkOutput, type PendingEvent } from './chunk-output.ts';
import type { BotJudge, EnrichmentStep, RecordPlugin, TransformStep } from './chunk-steps.ts';
import { limitEventLengths, limitItemLengths } from './length-limits.ts';

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

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** Makes the pipeline: read lines, transform, cut lengths, enrich, judge. */
export function createChunkPipeline(config: ProcessingConfig, steps: ChunkSteps): ChunkPipeline {
  const { judge } = steps;
  const takeEvents = createEventIntake(config, steps.rulesOfApp);

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

  function inRecord(output: ChunkOutput, record: SourceRecord, put: () => void): void {
    output.beginRecord(record);
    try {
      put();
    } catch (error) {
      output.rejectRecord('transform_failed', messageOf(error));
    }
    output.endRecord();
  }

  async function transformByPlugin(
    plugin: RecordPlugin,
    records: readonly SourceRecord[],
    { output, options }: { readonly output: ChunkOutput; readonly options: ChunkOptions },
  ): Promise<void> {
    const results = records.length === 0 ? [] : await plugin.transform(records);
    for (const [index, record] of records.entries()) {
      const result = results[index];
      inRecord(output, record, () => {
        if (result === undefined)
          output.rejectRecord('plugin_failed', `${plugin.name}: no answer for the record`);
        else if (result.kind === 'rejected')
          output.rejectRecord(result.reason, `${plugin.name}: ${result.detail}`);
        else {
          // As text and back: what a plug-in hands over may hold values that no JSON holds.
          const texts = result.events.map((event) => withoutLoneSurrogates(JSON.stringify(event) ?? 'null'));
          const events = texts.map(parseJson);
          takeEvents({ record, events, texts: { at: (at) => texts[at] ?? '' } }, output, options);
        }
      });
    }
  }

  async function transform(records: readonly SourceRecord[], output: ChunkOutput, options: ChunkOptions) {
    const step = steps.transform;
    if (step.kind === 'plugin') return transformByPlugin(step.plugin, records, { output, options });
    for (const record of records) inRecord(output, record, () => step.transform(record, output, options));
  }

  /** Applies `step` to each row; one that throws becomes a reject and leaves. */
  function eachRow(
    pending: PendingEvent[],
    output: ChunkOutput,
    step: (event: PendingEvent) => void,
  ): PendingEvent[] {
    let failed: Set<PendingEvent> | undefined;
    for (const event of pending) {
      try {
        step(event);
      } catch (error) {
        output.rejectPending(event, 'transform_failed', messageOf(error));
        failed ??= new Set();
        failed.add(event);
      }
    }
    return failed === undefined ? pending : pending.filter((event) => !failed.has(event));
  }

  async function enrich(
    step: EnrichmentStep,
    pending: PendingEvent[],
    output: ChunkOutput,
  ): Promise<PendingEvent[]> {
    if (step.kind === 'row') return eachRow(pending, output, ({ row }) => step.enrich(row));
    if (pending.length === 0) return pending;
    const verdicts = await step.enrich(pending.map(({ row }) => row));
    return pending.filter((event, index) => {
      const reason = verdicts[index] ?? null;
      if (reason !== null) output.rejectPending(event, 'plugin_rejected', `${step.name}: ${reason}`);
      return reason === null;
    });
  }

  function limitLengths({ row, items }: PendingEvent): void {
    limitEventLengths(row);
    for (const item of items) limitItemLengths(item);
  }

  function judgeBot({ row, userAgent }: PendingEvent): void {
    const verdict = judge?.(userAgent);
    row.is_bot = verdict?.isBot ?? false;
    row.bot_reason = verdict?.reason;
  }

  return {
    async run(lines, options) {
      const output = new ChunkOutput(config.apps);
      await transform(readRecords(lines, output, options), output, options);
      let pending: PendingEvent[] = output.pending;
      if (config.lengthCheck) pending = eachRow(pending, output, limitLengths);
      for (const step of steps.enrichments) pending = await enrich(step, pending, output);
      pending = eachRow(pending, output, judgeBot);
      return { ...rowsOf(pending), rejects: output.rejects, counts: output.counts.all() };
    },
  };
}

/** The finished rows: without what only the enrichments needed, items with the place of their event. */
function rowsOf(pending: readonly PendingEvent[]): Pick<ChunkRows, 'events' | 'items'> {
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
