import type { SourceRecord } from '../clean/source-record.ts';
import type { EventRow } from '../rows/event-row.ts';
import type { Transformer } from '../transformers/transformer.ts';

/** What a transformer plug-in makes of one record: events of the event protocol, or why the whole record is rejected. */
export type PluginRecordResult =
  | {
      readonly kind: 'events';
      readonly events: readonly unknown[];
      /** Parts of the record that the plug-in refuses to make events of, with their JSON texts. */
      readonly rejects?: readonly { readonly reason: string; readonly text: string }[];
    }
  | {
      readonly kind: 'rejected';
      readonly reason: 'plugin_rejected' | 'plugin_failed';
      readonly detail: string;
    };

/** A transformer outside this process: takes records in batches and answers for each, in their order. */
export interface RecordPlugin {
  readonly name: string;
  transform(records: readonly SourceRecord[]): Promise<readonly PluginRecordResult[]>;
}

/** The step that makes rows of records. */
export type TransformStep =
  | { readonly kind: 'records'; readonly transform: Transformer }
  | { readonly kind: 'plugin'; readonly plugin: RecordPlugin };

/** One enrichment: of single rows in place, or of all rows of a chunk outside this process. */
export type EnrichmentStep =
  | { readonly kind: 'row'; readonly name: string; enrich(row: EventRow): void }
  | {
      readonly kind: 'rows';
      readonly name: string;
      /** Fills rows in place; answers, per row, why it is rejected, or null. Its failure must keep the rows. */
      enrich(rows: readonly EventRow[]): Promise<readonly (string | null)[]>;
    };

/** Verdict on a user agent. */
export type BotJudge = (userAgent: string | undefined) => {
  readonly isBot: boolean;
  readonly reason?: string;
};
