import { type Column, eventColumns, itemColumns, ourEventColumns, sessionColumns } from '@millstream/core';
import type { ModelledTable } from '../warehouse.ts';
import { activityViews } from './activity/activity-view.ts';
import { analysisViews } from './analysis-views.ts';
import type { DuckDbSession } from './duckdb-session.ts';
import { coldFiles, scanFiles } from './lake/cold-files.ts';
import { rollupViews } from './rollups/rollup-view.ts';
import { segmentView } from './segments/segment-tables.ts';
import { quoteIdentifier } from './sql-text.ts';
import { eventShown } from './tables/event-table.ts';
import { itemShown } from './tables/item-table.ts';
import { sessionShown } from './tables/session-table.ts';
import { userShown } from './tables/user-table.ts';

/** Shown columns of cold files, in the order of the hot part. */
function coldColumns(columns: readonly Column[], coalesced: boolean): string {
  return columns
    .map(({ name }) =>
      coalesced && name === 'user_pseudo_id'
        ? `coalesce(l.user_pseudo_id, '') AS user_pseudo_id`
        : `l.${quoteIdentifier(name)}`,
    )
    .join(', ');
}

async function withCold(
  session: DuckDbSession,
  table: ModelledTable,
  hot: string,
  cold: string,
): Promise<string> {
  const files = await coldFiles(session, table);
  const union = files.length === 0 ? '' : ` UNION ALL SELECT ${cold} FROM ${scanFiles(files)} l`;
  return `CREATE OR REPLACE VIEW ${table} AS ${hot}${union}`;
}

/**
 * Statements that (re)create the views over hot tables and cold files. Run in the transaction that moves rows between
 * them, so that no query sees a row twice or not at all.
 */
export async function createViews(session: DuckDbSession): Promise<readonly string[]> {
  return [
    await withCold(
      session,
      'event_v2',
      `SELECT ${eventShown} FROM stored.event e`,
      coldColumns([...eventColumns, ...ourEventColumns], true),
    ),
    await withCold(
      session,
      'item_v2',
      `SELECT ${itemShown}, e.app_id FROM stored.item e`,
      `${coldColumns(itemColumns, true)}, l.partition_app AS app_id`,
    ),
    await withCold(
      session,
      'session',
      `SELECT ${sessionShown}, e.app_id FROM stored.session e`,
      `${coldColumns(sessionColumns, false)}, l.partition_app AS app_id`,
    ),
    `CREATE OR REPLACE VIEW user_v2 AS SELECT ${userShown}, e.app_id FROM stored.user e`,
    segmentView,
    ...activityViews,
    ...rollupViews,
    ...analysisViews(),
  ];
}
