import { appendFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Finished, runMeasured } from './child.ts';
import type { Figure } from './figure.ts';
import { millstream } from './product.ts';

const smallEvents = 200_000;
/** How often the small input's requests stand in the large one, each time with other event ids. */
const copies = 25;

async function must(command: readonly string[]): Promise<Finished> {
  const finished = await runMeasured(command);
  if (finished.status !== 0) throw new Error(`${command.join(' ')} failed:\n${finished.stderr}`);
  return finished;
}

/** The demo shop's records, repeated with fresh event ids so that none is a duplicate. */
function writeLarge(small: string, large: string): void {
  const lines = readFileSync(small, 'utf8').trimEnd().split('\n');
  writeFileSync(large, '');
  for (let copy = 0; copy < copies; copy += 1) {
    const tag = copy.toString(36).padStart(2, '0');
    for (let from = 0; from < lines.length; from += 5000) {
      const text = lines
        .slice(from, from + 5000)
        .map((line) => line.replaceAll('\\"event_id\\":\\"', `\\"event_id\\":\\"${tag}`))
        .join('\n');
      appendFileSync(large, `${text}\n`);
    }
  }
}

function processCommand(input: string, out: string): string[] {
  return [...millstream, 'process', input, '--out', out, '--apps', 'shop', '--freshness-days', '40'];
}

interface ProcessOutput {
  readonly events: { readonly decoded: number };
}
const decodedOf = ({ stdout }: Finished) => (JSON.parse(stdout) as ProcessOutput).events.decoded;

/** Events per CPU second of `millstream process` with user agents and places, and its memory for small and large input. */
export async function processFigures(withLarge: boolean): Promise<Figure[]> {
  const folder = mkdtempSync(join(tmpdir(), 'bench-process-'));
  try {
    const small = join(folder, 'small.ndjson');
    await must([...millstream, 'demo', '--out', small, '--events', String(smallEvents)]);
    const runs: Finished[] = [];
    for (let run = 0; run < 3; run += 1)
      runs.push(await must(processCommand(small, join(folder, `out${run}`))));
    const best = [...runs].sort((a, b) => a.cpuSeconds - b.cpuSeconds)[1] ?? assertRun();
    const decoded = decodedOf(best);
    const figures: Figure[] = [
      {
        name: `millstream process, ${decoded} events with UA and IP, events per CPU second`,
        value: decoded / best.cpuSeconds,
        unit: '/s',
        promise: { atLeast: 20_000 },
        beside: `${best.cpuSeconds.toFixed(1)} CPU s, ${best.wallSeconds.toFixed(1)} s; the original's Spark job: 1,270`,
      },
      {
        name: 'its peak memory',
        value: best.peakBytes / 1e6,
        unit: 'MB',
        promise: { atMost: 1000 },
      },
    ];
    if (withLarge) {
      const large = join(folder, 'large.ndjson');
      writeLarge(small, large);
      const run = await must(processCommand(large, join(folder, 'out-large')));
      figures.push({
        name: `its peak memory at ${decodedOf(run)} events`,
        value: run.peakBytes / 1e6,
        unit: 'MB',
        promise: { atMost: 1000 },
        beside: `${(decodedOf(run) / run.cpuSeconds).toFixed(0)} events per CPU second`,
      });
    }
    return figures;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function assertRun(): never {
  throw new Error('no run was measured');
}
