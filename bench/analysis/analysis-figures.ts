import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Figure } from '../figure.ts';
import { root } from '../product.ts';
import { questionsUpTo } from './questions.ts';
import { removeShop, shopOfSize } from './shop-copies.ts';

type Line =
  | {
      readonly kind: 'span';
      readonly events: number;
      readonly firstDay: string;
      readonly lastDay: string;
      readonly prepareMs: number;
    }
  | { readonly kind: 'question'; readonly name: string; readonly seconds: number }
  | { readonly kind: 'memory'; readonly bytes: number };

/** What was measured on a shop of one size. */
interface Measured {
  readonly events: number;
  readonly firstDay: string;
  readonly lastDay: string;
  readonly seconds: ReadonlyMap<string, number>;
  readonly peakBytes: number;
}

/** Seconds by the rival's question, and which of its tables was fastest. */
type Rival = ReadonlyMap<string, { readonly seconds: number; readonly table: string }>;

const dashboardSeconds = 3;
const realtimeSeconds = 0.2;

function linesOf(command: string, args: readonly string[]): readonly string[] {
  const result = spawnSync(command, args, {
    encoding: 'utf8',
    maxBuffer: 1 << 28,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  if (result.status !== 0) throw new Error(`${command} ${args[0]} ended with ${result.status}`);
  return result.stdout.trim().split('\n');
}

function readMeasured(lines: readonly string[]): Measured {
  const parsed = lines.map((line) => JSON.parse(line) as Line);
  const span = parsed.find((line) => line.kind === 'span');
  const memory = parsed.find((line) => line.kind === 'memory');
  if (span?.kind !== 'span' || memory?.kind !== 'memory') throw new Error('the measurement ended too early');
  const seconds = new Map(
    parsed.flatMap((line) => (line.kind === 'question' ? [[line.name, line.seconds] as const] : [])),
  );
  return { ...span, seconds, peakBytes: memory.bytes };
}

/** Measures a shop of so many events, and the rival on the same rows when asked to. */
async function measureShop(events: number, withRival: boolean): Promise<{ ours: Measured; rival: Rival }> {
  const folder = mkdtempSync(join(tmpdir(), 'bench-analysis-'));
  const shop = await shopOfSize(folder, events);
  const parquet = withRival ? join(folder, 'rows.parquet') : '';
  try {
    const script = join(root, 'bench', 'analysis', 'measure.ts');
    const ours = readMeasured(linesOf(process.execPath, [script, shop.warehousePath, shop.lakeDir, parquet]));
    if (!withRival) return { ours, rival: new Map() };
    const python = join(root, '.cache', 'chdb', 'bin', 'python');
    const rows = join(folder, 'clickhouse');
    mkdirSync(rows);
    const program = join(root, 'bench', 'analysis', 'clickhouse.py');
    const lines = linesOf(python, [program, parquet, rows, ours.firstDay, ours.lastDay]);
    const answers = lines.map((line) => JSON.parse(line) as { name: string; seconds: number; table: string });
    return { ours, rival: new Map(answers.map((answer) => [answer.name, answer])) };
  } finally {
    await removeShop(shop);
    rmSync(folder, { recursive: true, force: true });
  }
}

const millions = (events: number) => `${(events / 1e6).toFixed(0)} M`;

/** One figure a question: the rival's time over ours, or our seconds. */
function questionFigures(ours: Measured, rival: Rival): readonly Figure[] {
  const size = millions(ours.events);
  return questionsUpTo(ours.firstDay, ours.lastDay).map(({ name, ...promised }): Figure => {
    const seconds = ours.seconds.get(name) ?? Number.NaN;
    const other = promised.rival === undefined ? undefined : rival.get(promised.rival);
    if (other === undefined || promised.ratio === undefined) {
      const promise = promised.seconds === undefined ? {} : { promise: { atMost: promised.seconds } };
      return { name: `${name}, ${size} events`, value: seconds, unit: 's', ...promise };
    }
    return {
      name: `${name}, ${size} events, relative to ClickHouse`,
      value: other.seconds / seconds,
      unit: '×',
      promise: { atLeast: promised.ratio },
      beside: `${seconds.toFixed(2)} s against ${other.seconds.toFixed(2)} s (chdb, sorted ${other.table.replace('_', ' ')})`,
    };
  });
}

function boardFigures(ours: Measured): readonly Figure[] {
  const size = millions(ours.events);
  const figure = (name: string, atMost: number): Figure => ({
    name: `${name}, ${size} events`,
    value: ours.seconds.get(name) ?? Number.NaN,
    unit: 's',
    promise: { atMost },
  });
  return [
    figure('life cycle dashboard complete', dashboardSeconds),
    figure('realtime view', realtimeSeconds),
    {
      name: `peak memory of these, ${size} events`,
      value: ours.peakBytes / 1e6,
      unit: 'MB',
      beside: 'engine limited to 2,000 MB; whole process, resident',
    },
  ];
}

/** How the cost grows with the number of events; at most linear. */
function growthFigures(small: Measured, large: Measured): readonly Figure[] {
  const factor = large.events / small.events;
  return [...large.seconds].map(([name, seconds]): Figure => {
    const before = small.seconds.get(name) ?? Number.NaN;
    return {
      name: `${name}: cost from ${millions(small.events)} to ${millions(large.events)} events`,
      value: seconds / before,
      unit: '×',
      promise: { atMost: factor },
      beside: `${before.toFixed(3)} s -> ${seconds.toFixed(3)} s for ${factor.toFixed(0)} × the events`,
    };
  });
}

/** Analyses on 1 and 20 million events of the demo shop (100 million with `isLarge`), beside ClickHouse on the same rows. */
export async function analysisFigures(isLarge: boolean): Promise<Figure[]> {
  const small = await measureShop(1_000_000, false);
  const { ours, rival } = await measureShop(20_000_000, true);
  const figures = [
    ...questionFigures(ours, rival),
    ...boardFigures(ours),
    ...growthFigures(small.ours, ours),
  ];
  if (!isLarge) return figures;
  const large = await measureShop(100_000_000, false);
  return [...figures, ...boardFigures(large.ours), ...growthFigures(ours, large.ours)];
}
