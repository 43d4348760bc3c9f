import type { LoadBatch, LoadResult } from '../../load-batch.ts';
import { addLoadedActivity } from '../activity/load-activity.ts';
import type { DuckDbSession } from '../duckdb-session.ts';
import { numberOf } from '../duckdb-session.ts';
import {
  coldEvents,
  thawAffectedSessions,
  thawContinuedSessions,
  thawDuplicates,
  thawFiles,
} from '../lake/thaw.ts';
import { findSessions, mergeSessions, recomputeSessions } from '../merge/merge-sessions.ts';
import { mergeUsers, recomputeUsers } from '../merge/merge-users.ts';
import { collectReplay } from '../merge/replay-events.ts';
import { LoadMetadata } from '../metadata/load-metadata.ts';
import { listMergedSessions, listRemadeSessions, writeSessionTraffic } from '../rollups/session-traffic.ts';
import { dropLoadTables } from './drop-load-tables.ts';
import type { LoadContext } from './load-context.ts';
import { readLoadResult } from './load-result.ts';
import { findEarlierLoads, findOrphans, removeFiles } from './remove-files.ts';
import { resolveDuplicates } from './resolve-duplicates.ts';
import { insertEvents, insertItems, insertRejects, stageFiles } from './stage-rows.ts';
import { touchedRanges } from './touched-days.ts';
import { writeDoneFiles, writeLedger } from './write-ledger.ts';

/** Numbers that a load takes from the warehouse; never used twice. */
export interface LoadNumbers {
  readonly loadNo: number;
  /** Id of the batch's first file; the others follow. */
  readonly firstFileId: number;
  /** Epoch ms. */
  readonly createdMs: number;
}

/** Runs all steps of a load; the caller wraps them in one transaction. */
export async function loadBatch(
  session: DuckDbSession,
  batch: LoadBatch,
  numbers: LoadNumbers,
): Promise<LoadResult> {
  const files = await filesToLoad(session, batch, numbers.firstFileId);
  const context: LoadContext = {
    session,
    batch,
    files,
    loadNo: numbers.loadNo,
    createdMs: numbers.createdMs,
    metadata: await LoadMetadata.begin(session),
  };
  await session.run(
    'CREATE OR REPLACE TEMP TABLE affected (app_id VARCHAR, user_pseudo_id VARCHAR, session_id VARCHAR, day DATE)',
  );
  const replaces =
    batch.replace === true &&
    (await findEarlierLoads(
      session,
      batch.files.map((file) => file.name),
    )) > 0;
  if (replaces) {
    await thawFiles(session, context.loadNo);
    await removeFiles(context);
  }
  await stageFiles(context);
  await insertEvents(context);
  await insertRejects(context);
  const ranges = await touchedRanges(context);
  await thawDuplicates(session, ranges, context.loadNo);
  const { displacedRows } = await resolveDuplicates(context, ranges);
  await insertItems(context);
  await markTouchedDays(context);
  await mergeDerived(context);
  await addLoadedActivity(session, context.loadNo);
  await writeSessionTraffic(session);
  await writeLedger(context);
  await writeDoneFiles(context);
  await context.metadata.end();
  const filesToReplace = replaces ? await findOrphans(session) : [];
  const result = await readLoadResult(context, { displacedRows, filesToReplace });
  await dropLoadTables(session);
  return result;
}

async function filesToLoad(session: DuckDbSession, batch: LoadBatch, firstFileId: number) {
  const done = new Set(
    batch.replace === true
      ? []
      : await doneNames(
          session,
          batch.files.map((file) => file.name),
        ),
  );
  return batch.files.flatMap(({ name }, index) =>
    done.has(name) ? [] : [{ index, fileId: firstFileId + index }],
  );
}

/** Which of the names are loaded. */
export async function doneNames(
  session: DuckDbSession,
  names: readonly string[],
): Promise<readonly string[]> {
  if (names.length === 0) return [];
  const rows = await session.rows(
    `SELECT DISTINCT name FROM stored.done_file WHERE name IN (SELECT unnest(from_json($names, '["VARCHAR"]')))`,
    { names: JSON.stringify(names) },
  );
  return rows.map((row) => String(row.name));
}

async function markTouchedDays({ session, loadNo }: LoadContext): Promise<void> {
  await session.run(
    `INSERT INTO stored.dirty
     SELECT DISTINCT 'event_v2', app_id, event_timestamp::DATE, $loadNo::INTEGER FROM stored.event WHERE load_no = $loadNo::INTEGER
     UNION ALL
     SELECT DISTINCT 'item_v2', app_id, event_timestamp::DATE, $loadNo::INTEGER FROM stored.item WHERE load_no = $loadNo::INTEGER
     UNION ALL
     SELECT DISTINCT unnest(['event_v2', 'item_v2']), app_id, day, $loadNo::INTEGER FROM affected`,
    { loadNo },
  );
}

async function mergeDerived(context: LoadContext): Promise<void> {
  const { session, batch, loadNo, createdMs } = context;
  const stamps = { job: batch.jobName, processMs: batch.processTimeMs, createdMs, loadNo };
  await mergeUsers(session, stamps);
  await findSessions(session, stamps);
  await thawContinuedSessions(session, loadNo);
  await mergeSessions(session, stamps);
  await listMergedSessions(session);
  const [affected] = await session.rows('SELECT count(*) AS n FROM affected');
  if (numberOf(affected, 'n') === 0) return;
  await thawAffectedSessions(session, loadNo);
  await collectReplay(session, await coldEvents(session));
  await recomputeUsers(session, stamps);
  await recomputeSessions(session, stamps);
  await listRemadeSessions(session);
}
