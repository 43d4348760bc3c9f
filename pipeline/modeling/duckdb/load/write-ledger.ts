import type { LoadContext } from './load-context.ts';

const hourOf = (column: string) => `${column} - ${column} % 3600000`;

const countShape = JSON.stringify([
  {
    file: 'INTEGER',
    app_id: 'VARCHAR',
    hour_ms: 'BIGINT',
    accepted: 'INTEGER',
    decoded: 'INTEGER',
    undecodable: 'INTEGER',
    empty: 'INTEGER',
    events: 'INTEGER',
  },
]);

/** What processing saw, and what became of each event here, each row with zeros for the other. */
const ledgerSql = `INSERT INTO stored.ledger
  SELECT file_id, $loadNo::INTEGER, app_id, hour_ms, sum(accepted), sum(decoded), sum(undecodable), sum(empty),
    sum(events), sum(human), sum(bot), sum(duplicate), sum(rejected)
  FROM (
    SELECT file AS file_id, app_id, hour_ms, accepted, decoded, undecodable, empty, events,
      0 AS human, 0 AS bot, 0 AS duplicate, 0 AS rejected
    FROM (SELECT unnest(from_json($counts, '${countShape}'), recursive := true))
    UNION ALL
    SELECT file_id, app_id, ${hourOf('ingest_time_msec')}, 0, 0, 0, 0, 0,
      count(*) FILTER (NOT is_bot), count(*) FILTER (is_bot), 0, 0
    FROM stored.event WHERE load_no = $loadNo::INTEGER GROUP BY ALL
    UNION ALL
    SELECT d.file_id, d.app_id, ${hourOf('d.ingest_time_msec')}, 0, 0, 0, 0, 0, 0, 0, count(*), 0
    FROM stored.duplicate d JOIN loading_file f USING (file_id)
    WHERE d.load_no = $loadNo::INTEGER GROUP BY ALL
    UNION ALL
    SELECT file_id, app_id, hour_ms, 0, 0, 0, 0, 0, 0, 0, 0, sum(refused)
    FROM stored.ledger_reject WHERE load_no = $loadNo::INTEGER AND NOT is_record GROUP BY ALL
  ) GROUP BY ALL`;

/** Adds this load's counts per file, app and hour. */
export async function writeLedger({ session, batch, files, loadNo }: LoadContext): Promise<void> {
  const loading = new Map(files.map((file) => [file.index, file.fileId]));
  const counts = batch.chunks
    .flatMap((chunk) => chunk.counts)
    .flatMap((count) => {
      const fileId = loading.get(count.file);
      return fileId === undefined ? [] : [{ ...count, file: fileId }];
    });
  await session.run(
    `INSERT INTO stored.ledger_reject
     SELECT file_id, load_no, app_id, ${hourOf('ingest_time_msec')}, reason, event_index < 0, count(*)
     FROM stored.reject WHERE load_no = $loadNo::INTEGER GROUP BY ALL`,
    { loadNo },
  );
  await session.run(ledgerSql, { loadNo, counts: JSON.stringify(counts) });
}

/** Marks the files of this load as done, with the batch. */
export async function writeDoneFiles({
  session,
  batch,
  files,
  loadNo,
  createdMs,
}: LoadContext): Promise<void> {
  const accepted = new Map<number, number>();
  for (const count of batch.chunks.flatMap((chunk) => chunk.counts)) {
    accepted.set(count.file, (accepted.get(count.file) ?? 0) + count.accepted);
  }
  const rows = files.flatMap(({ index, fileId }) => {
    const file = batch.files[index];
    if (file === undefined) return [];
    const { name, path, firstMs, lastMs = null, bytes, records = null, imported = false } = file;
    return [
      {
        file_id: fileId,
        name,
        path,
        first_ms: firstMs,
        last_ms: lastMs,
        bytes,
        records,
        accepted: accepted.get(index) ?? 0,
        imported,
      },
    ];
  });
  const shape = `[{"file_id":"INTEGER","name":"VARCHAR","path":"VARCHAR","first_ms":"BIGINT","last_ms":"BIGINT","bytes":"BIGINT","records":"BIGINT","accepted":"BIGINT","imported":"BOOLEAN"}]`;
  await session.run(
    `INSERT INTO stored.done_file BY NAME
     SELECT *, $loadNo::INTEGER AS load_no FROM (SELECT unnest(from_json($rows, '${shape}'), recursive := true))`,
    { loadNo, rows: JSON.stringify(rows) },
  );
  await session.run(
    `INSERT INTO stored.batch VALUES ($loadNo::INTEGER, $id, $job, $transformer,
       make_timestamp($processMs::BIGINT * 1000), make_timestamp($createdMs::BIGINT * 1000))`,
    {
      loadNo,
      id: batch.id,
      job: batch.jobName,
      transformer: batch.transformer,
      processMs: batch.processTimeMs,
      createdMs,
    },
  );
}
