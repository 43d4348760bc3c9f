// `npm test`: types, lint and every test, part by part; ends with `N passed, N failed, N skipped`.
// Arguments: `--soak` runs the long versions too; any other one limits the run to files whose path holds it.
import { spawnSync } from 'node:child_process';
import { globSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { run } from 'node:test';
import { fileURLToPath } from 'node:url';

interface Tally {
  passed: number;
  failed: number;
  skipped: number;
}
interface Part {
  readonly name: string;
  readonly globs: readonly string[];
  /** Test files at the same time. Parts that start servers or fill the disk run alone. */
  readonly concurrency: number;
  /**
   * Files that fail are run once more, alone; a second pass counts, and is printed as unsteady. For pages, whose timing hangs
   * on the machine: the first failure stays in the output, since it may be a fault that people meet too.
   */
  readonly hasSecondRun?: boolean;
}

/** More failed files than this are no matter of timing: they are not run again. */
const secondRunFiles = 2;

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const soak = process.argv.includes('--soak');
const filters = process.argv.slice(2).filter((argument) => !argument.startsWith('--'));
const rooms = [
  'core',
  'pipeline/ingestion',
  'pipeline/processing',
  'pipeline/modeling',
  'pipeline/reporting',
  'studio',
  'console',
  'server',
  'web',
];

const parts: readonly Part[] = [
  { name: 'house', globs: ['scripts/**/*.test.ts'], concurrency: 2 },
  ...rooms.map((room) => ({ name: room, globs: [`${room}/**/*.test.ts`], concurrency: 2 })),
  ...rooms.map((room) => ({
    name: `${room} with engines`,
    globs: [`${room}/engine-tests/*.test.ts`],
    concurrency: 1,
  })),
  { name: 'SDKs', globs: ['sdks/**/*.test.ts'], concurrency: 2 },
  { name: 'SDKs with engines', globs: ['sdks/*/engine-tests/*.test.ts'], concurrency: 2 },
  { name: 'whole product', globs: ['e2e/{engine-tests,crash}/**/*.test.ts'], concurrency: 1 },
  { name: 'pages in a browser', globs: ['e2e/browser/*.test.ts'], concurrency: 2, hasSecondRun: true },
  ...(soak ? [{ name: 'soak', globs: ['e2e/**/*.soak.ts'], concurrency: 1 }] : []),
];

function filesOf(part: Part): string[] {
  const withEngines = part.globs.some((glob) => glob.includes('engine-tests') || glob.startsWith('e2e'));
  return globSync([...part.globs], { cwd: root })
    .filter((file) => !file.includes('node_modules'))
    .filter((file) => withEngines || !file.includes('engine-tests'))
    .filter((file) => filters.length === 0 || filters.some((filter) => file.includes(filter)))
    .sort()
    .map((file) => join(root, file));
}

/** A check that is one command: passed when it exits with 0. */
function check(name: string, command: string, args: readonly string[]): Tally {
  const result = spawnSync(process.execPath, [join(root, 'node_modules', command), ...args], {
    cwd: root,
    encoding: 'utf8',
  });
  const passed = result.status === 0;
  if (!passed) console.log(`${result.stdout}${result.stderr}`);
  console.log(`${passed ? 'ok' : 'FAILED'}  ${name}`);
  return { passed: passed ? 1 : 0, failed: passed ? 0 : 1, skipped: 0 };
}

/** Runs test files; prints what fails. @returns what each file counted */
async function runFiles(files: readonly string[], concurrency: number): Promise<Map<string, Tally>> {
  const tallies = new Map<string, Tally>(files.map((file) => [file, { passed: 0, failed: 0, skipped: 0 }]));
  const tallyOf = (file: string | undefined) => {
    const key = file ?? '';
    const tally = tallies.get(key) ?? { passed: 0, failed: 0, skipped: 0 };
    tallies.set(key, tally);
    return tally;
  };
  const events = run({
    files: [...files],
    concurrency,
    cwd: root,
    execArgv: soak ? [] : ['--import', join(root, 'scripts/property-seed.ts')],
    timeout: soak ? 4 * 3_600_000 : 900_000,
  });
  events.on('test:pass', (event) => {
    if (event.details.type === 'suite') return;
    if (event.skip !== undefined || event.todo !== undefined) tallyOf(event.file).skipped += 1;
    else tallyOf(event.file).passed += 1;
  });
  events.on('test:fail', (event) => {
    if (event.details.type === 'suite' && event.details.error.message.includes('subtest')) return;
    tallyOf(event.file).failed += 1;
    const { error } = event.details;
    console.log(`FAILED  ${event.file ?? 'no file'}: ${event.name}`);
    console.log((error.cause instanceof Error ? error.cause.stack : undefined) ?? error.cause ?? error);
    // A file that was killed, for want of memory for example, says nothing itself.
    if ('signal' in error && error.signal) console.log(`ended by ${error.signal}`);
  });
  events.on('test:stderr', (event) => process.env.VERBOSE && process.stderr.write(event.message));
  await new Promise((resolve) => events.on('end', resolve).resume());
  return tallies;
}

function total(tallies: Iterable<Tally>): Tally {
  const sum: Tally = { passed: 0, failed: 0, skipped: 0 };
  for (const tally of tallies)
    for (const key of ['passed', 'failed', 'skipped'] as const) sum[key] += tally[key];
  return sum;
}

async function runPart(part: Part): Promise<Tally> {
  const files = filesOf(part);
  if (files.length === 0) return total([]);
  const startedAt = performance.now();
  const tallies = await runFiles(files, part.concurrency);
  const failed = [...tallies].filter(([, tally]) => tally.failed > 0).map(([file]) => file);
  const canRunAgain = failed.length <= secondRunFiles && failed.every((file) => files.includes(file));
  if (part.hasSecondRun && failed.length > 0 && canRunAgain)
    for (const [file, tally] of await runFiles(failed, 1)) {
      tallies.set(file, tally);
      if (tally.failed === 0) console.log(`UNSTEADY  ${file}: failed, then passed alone; it wants mending`);
    }
  const tally = total(tallies.values());
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
  const verdict = tally.failed === 0 ? 'ok' : 'FAILED';
  console.log(`${verdict}  ${part.name}: ${tally.passed} passed, ${tally.failed} failed in ${seconds} s`);
  return tally;
}

const tallies: Tally[] = [];
if (filters.length === 0) {
  tallies.push(check('types', 'typescript/bin/tsc', ['--noEmit']));
  for (const part of ['web', 'sdks/web', 'sdks/react-native', 'sdks/wechat'])
    tallies.push(check(`types of ${part}`, 'typescript/bin/tsc', ['--noEmit', '-p', part]));
  tallies.push(check('lint and arrows', '@biomejs/biome/bin/biome', ['check', '.']));
}
for (const part of parts) tallies.push(await runPart(part));
const { passed, failed, skipped } = total(tallies);
console.log(`${passed} passed, ${failed} failed, ${skipped} skipped`);
process.exitCode = failed === 0 && passed > 0 ? 0 : 1;
