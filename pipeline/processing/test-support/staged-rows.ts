// Runs raw records through the real pipeline for tests; `now` is one second after the ingest time of the spec's examples.
import type { ChunkCount, RawRecord, StagedEvent, StagedItem, StagedReject } from '@millstream/core';
import { type ChunkSteps, createChunkPipeline } from '../chunk/chunk-pipeline.ts';
import { type ProcessingSettings, processingConfigSchema } from '../settings/processing-settings.ts';
import { openTrafficRules } from '../traffic/load-traffic-rules.ts';
import { createClickstreamTransformer } from '../transformers/clickstream/clickstream-transformer.ts';

/** Ingest time of the specification's examples, epoch ms. */
export const ingestMs = 1_772_359_201_000;

const rulesOfApp = openTrafficRules(null);

/** How to run; everything has a default. */
export interface StageOptions {
  readonly settings?: Partial<ProcessingSettings>;
  readonly steps?: Partial<ChunkSteps>;
  readonly now?: number;
  readonly anyAge?: boolean;
}

/** Rows as modeling reads them: through their JSON text. */
export interface StagedRows {
  readonly events: readonly StagedEvent[];
  readonly items: readonly StagedItem[];
  readonly rejects: readonly StagedReject[];
  readonly counts: readonly ChunkCount[];
}

/** A line as the collector writes it; `data` is text, or events to be written as JSON. */
export function recordLine(data: unknown, overrides: Partial<RawRecord> = {}): string {
  return JSON.stringify({
    appId: 'shop_web',
    data: typeof data === 'string' ? data : JSON.stringify(data),
    ingest_time: ingestMs,
    rid: '0123456789abcdef0123456789abcdef',
    uri: '/collect?appId=shop_web',
    ua: 'Tea/1.0',
    ip: '203.0.113.7, 10.0.0.1',
    ...overrides,
  });
}

/** An event that passes every check, with `fields` laid over it. */
export function anEvent(fields: Readonly<Record<string, unknown>> = {}): Record<string, unknown> {
  return { event_type: 'buy', event_id: 'e-1', timestamp: ingestMs - 1000, app_id: 'shop_web', ...fields };
}

/** Runs lines of one file through the clickstream pipeline without enrichments, unless told otherwise. */
export async function stageLines(lines: readonly string[], options: StageOptions = {}): Promise<StagedRows> {
  const config = processingConfigSchema.parse({ projectId: 'shop', apps: ['shop_web'], ...options.settings });
  const pipeline = createChunkPipeline(config, {
    transform: { kind: 'records', transform: createClickstreamTransformer(config, rulesOfApp) },
    enrichments: [],
    judge: null,
    rulesOfApp,
    ...options.steps,
  });
  const rows = await pipeline.run(
    lines.map((text, line) => ({ file: 0, line, text })),
    { now: options.now ?? ingestMs + 1000, anyAge: options.anyAge ?? false },
  );
  return JSON.parse(JSON.stringify(rows));
}

/** Runs one event of one record. */
export async function stageEvent(
  fields: Readonly<Record<string, unknown>>,
  options: StageOptions & { readonly record?: Partial<RawRecord> } = {},
): Promise<StagedRows> {
  return stageLines([recordLine([anEvent(fields)], options.record)], options);
}

/** The columns of a row that are named in `like`, to compare them; absent ones are null. */
export function columnsLike(row: object | undefined, like: object): Record<string, unknown> {
  const columns = new Map<string, unknown>(Object.entries(row ?? {}));
  return Object.fromEntries(Object.keys(like).map((name) => [name, columns.get(name) ?? null]));
}
