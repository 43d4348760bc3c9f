import { basename } from 'node:path';
import { openTrinoLake } from '../../engines/trino/open-trino-lake.ts';
import { writeSegmentMembers } from '../../engines/trino/segment-member-files.ts';
import { createTrinoAnalysisEngine } from '../../engines/trino/trino-analysis-engine.ts';
import { createWarehouseEngine } from '../../engines/warehouse-engine.ts';
import type { Corpus } from '../corpus.ts';
import type { CorpusEngines } from '../corpus-engines.ts';
import { RedshiftCheck } from '../redshift/redshift-check.ts';
import { createRedshiftEngine } from '../redshift/redshift-engine.ts';
import { type ScratchLake, scratchLake } from '../scratch-lake.ts';
import { sharedTrino } from '../trino/shared-trino.ts';
import { fixedShop, shopApp, shopDevices } from './fixed-shop.ts';
import { warehouseCorpus } from './warehouse-corpus.ts';

/** Segments of the shop, by id. */
const segments: Readonly<Record<string, readonly string[]>> = {
  s1: shopDevices.filter((_, index) => index % 3 === 0),
  s2: shopDevices.filter((_, index) => index % 5 < 2),
};
/** Days before the newest event that stay in the hot tables: spring's have left them, autumn's have not. */
const hotDays = 30;

/** Every engine over the fixed shop, and the shop as arrays. */
export interface FixedEngines extends AsyncDisposable {
  readonly engines: CorpusEngines;
  readonly corpus: Corpus;
}

/** Loads as the product does: some days leave for the lake before their late events arrive. */
async function loadShop(scratch: ScratchLake): Promise<void> {
  const [first = [], second = [], third = [], fourth = []] = fixedShop();
  await scratch.load(first);
  await scratch.load(second);
  await scratch.warehouse.flushLake();
  await scratch.load(third);
  await scratch.warehouse.expire({ hotDays });
  await scratch.load(fourth);
  await scratch.warehouse.refresh();
  await scratch.warehouse.flushLake();
  for (const [segmentId, members] of Object.entries(segments)) {
    const segment = { appId: shopApp, segmentId };
    await scratch.warehouse.replaceSegment(segment, members);
    await writeSegmentMembers({ lakeDir: scratch.lakeDir, ...segment }, members);
  }
}

/** The product's own way: the real warehouse and its views, its lake on the shared Trino, the lake in the Redshift check. */
export async function fixedEngines(): Promise<FixedEngines> {
  await using stack = new AsyncDisposableStack();
  const scratch = stack.use(await scratchLake());
  await loadShop(scratch);
  const { lakeDir, warehouse } = scratch;
  const { url } = stack.use(await sharedTrino());
  const schema = basename(scratch.folder).toLowerCase().replaceAll('-', '_');
  const lake = await openTrinoLake({ url, catalog: 'hive', schema, lakeUri: `local://${lakeDir}` });
  const redshift = stack.use(await RedshiftCheck.open({ lakeDir, apps: [shopApp] }));
  const corpus = await warehouseCorpus(scratch, { appId: shopApp, segments });
  const opened = stack.move();
  const dispose = () => opened.disposeAsync();
  return {
    corpus,
    engines: {
      duckdb: createWarehouseEngine(warehouse),
      trino: createTrinoAnalysisEngine(lake.engine),
      redshift: createRedshiftEngine(redshift),
      [Symbol.asyncDispose]: dispose,
    },
    [Symbol.asyncDispose]: dispose,
  };
}
