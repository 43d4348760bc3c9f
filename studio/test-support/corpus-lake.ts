import { writeSegmentMembers } from '../engines/trino/segment-member-files.ts';
import { type Corpus, corpusApp } from './corpus.ts';
import { memoryEngine } from './memory-engine.ts';

const partitions = 'partition_app, partition_year, partition_month, partition_day';
/** Rows of a corpus' users and sessions need no time of their own, their files do. */
const day = `coalesce(event_timestamp, TIMESTAMP '2000-01-01')`;
const keys = `app_id AS partition_app, strftime(${day}, '%Y') AS partition_year, strftime(${day}, '%m') AS partition_month, strftime(${day}, '%d') AS partition_day`;

/** Writes corpora in the lake's layout, so that engines which read the lake can be held against them. */
export async function writeCorpusLake(lakeDir: string, ...corpora: readonly Corpus[]): Promise<void> {
  const engine = await memoryEngine(...corpora);
  for (const table of ['event_v2', 'user_v2', 'session']) {
    await engine.run({
      sql: `COPY (SELECT *, ${keys} FROM ${table}) TO '${lakeDir}/${table}'
        (FORMAT parquet, PARTITION_BY (${partitions}), OVERWRITE_OR_IGNORE)`,
      parameters: [],
    });
  }
  for (const corpus of corpora) {
    for (const [segmentId, members] of Object.entries(corpus.segments ?? {})) {
      await writeSegmentMembers({ lakeDir, appId: corpusApp(corpus), segmentId }, members);
    }
  }
}
