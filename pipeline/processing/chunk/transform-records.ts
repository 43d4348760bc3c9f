import { parseJson, withoutLoneSurrogates } from '../clean/parse-json.ts';
import type { SourceRecord } from '../clean/source-record.ts';
import type { EventIntake } from '../transformers/clickstream/event-intake.ts';
import type { TransformRun } from '../transformers/transformer.ts';
import type { ChunkOutput } from './chunk-output.ts';
import type { PluginRecordResult, RecordPlugin, TransformStep } from './chunk-steps.ts';

/** Where rows go and what holds for the run. */
export interface TransformTarget {
  readonly output: ChunkOutput;
  readonly run: TransformRun;
  /** Takes the events of a transformer plug-in the ordinary way. */
  readonly takeEvents: EventIntake;
}

/** What went wrong, for people. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** Lets `put` give what becomes of one record; if it throws, the whole record is rejected. */
export function inRecord(output: ChunkOutput, record: SourceRecord, put: () => void): void {
  output.beginRecord(record);
  try {
    put();
  } catch (error) {
    output.rejectRecord('transform_failed', messageOf(error));
  }
  output.endRecord();
}

function putPluginEvents(
  plugin: RecordPlugin,
  source: { readonly record: SourceRecord; readonly result: Extract<PluginRecordResult, { kind: 'events' }> },
  { output, run, takeEvents }: TransformTarget,
): void {
  const { record, result } = source;
  // As text and back: what a plug-in hands over may hold values that no JSON holds.
  const eventTexts = result.events.map((event) => withoutLoneSurrogates(JSON.stringify(event) ?? 'null'));
  const rejects = result.rejects ?? [];
  const allTexts = [...eventTexts, ...rejects.map(({ text }) => text)];
  const texts = { at: (index: number) => allTexts[index] ?? '' };
  takeEvents({ record, events: eventTexts.map(parseJson), texts }, output, run);
  for (const [index, { reason }] of rejects.entries()) {
    const rejected = { reason: 'plugin_rejected', detail: `${plugin.name}: ${reason}` } as const;
    output.rejectEvent(eventTexts.length + index, rejected, texts);
  }
}

/** Runs the transform step over records; every one of them is counted in the output. */
export async function transformRecords(
  step: TransformStep,
  records: readonly SourceRecord[],
  target: TransformTarget,
): Promise<void> {
  const { output, run } = target;
  if (step.kind === 'records') {
    for (const record of records) inRecord(output, record, () => step.transform(record, output, run));
    return;
  }
  const results = records.length === 0 ? [] : await step.plugin.transform(records);
  for (const [index, record] of records.entries()) {
    const result = results[index];
    inRecord(output, record, () => {
      if (result?.kind === 'events') putPluginEvents(step.plugin, { record, result }, target);
      else {
        const { reason, detail } = result ?? { reason: 'plugin_failed', detail: 'no answer for the record' };
        output.rejectRecord(reason, `${step.plugin.name}: ${detail}`);
      }
    });
  }
}
