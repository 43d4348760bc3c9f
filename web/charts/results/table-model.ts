import type { AnalysisResult } from '@millstream/studio/spec';
import { attributionTable } from './attribution-table.ts';
import { eventTable } from './event-table.ts';
import { funnelTable } from './funnel-table.ts';
import { pathTable } from './path-table.ts';
import { retentionTable } from './retention-table.ts';
import type { ResultTableModel, TableWords } from './table-cells.ts';

/** A result as the table that people read, copy and download. */
export function tableModel(result: AnalysisResult, words: TableWords): ResultTableModel {
  switch (result.spec.kind) {
    case 'event':
      return eventTable(result, words);
    case 'funnel':
      return funnelTable(result, words);
    case 'path':
      return pathTable(result, words);
    case 'retention':
      return retentionTable(result, words);
    case 'attribution':
      return attributionTable(result, words);
  }
}
