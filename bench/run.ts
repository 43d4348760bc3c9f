// `npm run bench`: the figures of the README, as a table and as JSON lines (bench/results/figures.jsonl).
// Words after `--` choose parts: collector, process, live, demo, storage, clone, pages, analysis. `--small` leaves the 5-million run
// out, `--large` adds analyses on 100 million events.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { analysisFigures } from './analysis/analysis-figures.ts';
import { cloneFigure } from './clone-figure.ts';
import { collectorFigures } from './collector-figures.ts';
import { type Figure, figureTable } from './figure.ts';
import { pageFigures } from './page-figures.ts';
import { processFigures } from './process-figures.ts';
import { root } from './product.ts';
import { demoFigure, liveFigures, storageFigure } from './product-figures.ts';

const withLarge = !process.argv.includes('--small');
const chosen = process.argv.slice(2).filter((word) => !word.startsWith('--'));
const parts: Readonly<Record<string, () => Promise<readonly Figure[]>>> = {
  collector: collectorFigures,
  process: () => processFigures(withLarge),
  live: liveFigures,
  demo: async () => [await demoFigure()],
  storage: async () => [await storageFigure()],
  clone: async () => [await cloneFigure()],
  pages: pageFigures,
  analysis: () => analysisFigures(process.argv.includes('--large')),
};

const figures: Figure[] = [];
for (const [name, measure] of Object.entries(parts)) {
  if (chosen.length > 0 && !chosen.includes(name)) continue;
  console.error(`bench: ${name} …`);
  figures.push(...(await measure()));
}
mkdirSync(join(root, 'bench', 'results'), { recursive: true });
writeFileSync(
  join(root, 'bench', 'results', 'figures.jsonl'),
  figures.map((figure) => `${JSON.stringify(figure)}\n`).join(''),
);
console.log(figureTable(figures));
for (const figure of figures) console.log(JSON.stringify(figure));
