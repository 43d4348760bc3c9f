import type { ValueKind } from './expression.ts';

/** Rows of the session or item table of one app within a range of event time, column by column. */
export interface RowSource {
  readonly kind: 'rows';
  readonly table: 'session' | 'item';
  readonly appId: string;
  /** Epoch ms, included. */
  readonly fromMs: number;
  /** Epoch ms, not included. */
  readonly toMs: number;
  /** Columns of the table; `event_ms` is the row's time in epoch ms. */
  readonly columns: readonly { readonly as: string; readonly name: string; readonly type: ValueKind }[];
}
