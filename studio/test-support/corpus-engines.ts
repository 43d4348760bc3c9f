import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import type { EngineName } from '../dialects/dialect.ts';
import type { AnalysisEngine } from '../engines/analysis-engine.ts';
import { openTrinoLake } from '../engines/trino/open-trino-lake.ts';
import { createTrinoAnalysisEngine } from '../engines/trino/trino-analysis-engine.ts';
import { type Corpus, corpusApp } from './corpus.ts';
import { writeCorpusLake } from './corpus-lake.ts';
import { memoryEngine } from './memory-engine.ts';
import { RedshiftCheck } from './redshift/redshift-check.ts';
import { createRedshiftEngine } from './redshift/redshift-engine.ts';
import { sharedTrino } from './trino/shared-trino.ts';

/** Every engine over the same rows. */
export type CorpusEngines = Readonly<Record<EngineName, AnalysisEngine>> & AsyncDisposable;

/**
 * Opens every engine over corpora of different apps: DuckDB in memory, the shared Trino server and the Redshift check over
 * the same rows as lake files. Takes about 2 s once the Trino server runs, so one call serves many cases.
 */
export async function corpusEngines(...corpora: readonly Corpus[]): Promise<CorpusEngines> {
  await using stack = new AsyncDisposableStack();
  const folder = await mkdtemp(join(tmpdir(), 'millstream-corpus-'));
  stack.defer(() => rm(folder, { recursive: true, force: true }));
  await writeCorpusLake(folder, ...corpora);
  const { url } = stack.use(await sharedTrino());
  const schema = basename(folder).toLowerCase().replaceAll('-', '_');
  const lake = await openTrinoLake({ url, catalog: 'hive', schema, lakeUri: `local://${folder}` });
  const redshift = stack.use(await RedshiftCheck.open({ lakeDir: folder, apps: corpora.map(corpusApp) }));
  const engines = {
    duckdb: await memoryEngine(...corpora),
    trino: createTrinoAnalysisEngine(lake.engine),
    redshift: createRedshiftEngine(redshift),
  };
  const opened = stack.move();
  return { ...engines, [Symbol.asyncDispose]: () => opened.disposeAsync() };
}
