import { scratchWarehouse } from './scratch-warehouse.ts';
import { stageBatch } from './staged-batch.ts';
import { stagedShop } from './staged-shop.ts';

/** Rows of one generated file. */
export const rowsPerFile = 400;

/** The file of this number: the same rows in every process. */
export function numberedFile(number: number) {
  const rows = [
    ...stagedShop({ seed: number, eventCount: rowsPerFile, startMs: 1_772_323_200_000, days: 6 }),
  ];
  return {
    name: `file-${number}`,
    events: rows.map((row) => row.event),
    items: rows.flatMap((row) => row.items),
  };
}

/** Loads file after file, with flushes and expiry between, and says so, until the process is killed. */
async function loadForever(folder: string, first: number): Promise<void> {
  const scratch = await scratchWarehouse({ folder });
  for (let number = first; ; number += 1) {
    const batch = await stageBatch(folder, [numberedFile(number)]);
    await scratch.warehouse.load(batch);
    process.stdout.write(`${number}\n`);
    if (number % 3 === 0) await scratch.warehouse.flushLake();
    if (number % 4 === 0) await scratch.warehouse.expire({ hotDays: 2 });
    if (number % 5 === 0) await scratch.warehouse.refresh();
  }
}

const [folder, first] = process.argv.slice(2);
if (import.meta.main && folder !== undefined) await loadForever(folder, Number(first));
