// Builds the Android SDK with Maven, offline, and runs its tests and all scenarios in the one JVM that this starts.
import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import {
  type ControlServer,
  type Driver,
  openControlServer,
  testConformance,
  testExactlyOnce,
} from '../index.ts';
import { type CaseResult, parseSurefireReport } from './surefire-report.ts';

const project = join(import.meta.dirname, '..', '..', 'android');
/** Of this run alone: another one may be under way in the same folder. */
const reports = mkdtempSync(join(tmpdir(), 'android-reports-'));

/** A Maven run. */
interface Build {
  readonly process: ChildProcess;
  /** Resolves with the output when the run has ended well, rejects with it otherwise. */
  readonly ended: Promise<string>;
}

function startBuild(control: ControlServer): Build {
  // Kotlin's daemon would stay for hours with 1.5 GB.
  const child = spawn(
    'mvn',
    ['-o', '-B', '-q', '-Dkotlin.compiler.daemon=false', 'test', `-Dtests.reports=${reports}`],
    {
      cwd: project,
      env: { ...process.env, CONFORMANCE_CONTROL: control.url },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      output += text;
    });
  }
  const ended = new Promise<string>((resolve, reject) => {
    child.once('error', (cause) =>
      reject(new Error('mvn does not start; scripts/setup-android.mjs installs it', { cause })),
    );
    child.once('close', (code) =>
      code === 0 ? resolve(output) : reject(new Error(`mvn ended with ${code}\n${output.slice(-20_000)}`)),
    );
  });
  return { process: child, ended };
}

/** The driver, or why there will be none. */
function driverOf(control: ControlServer, build: Build): Promise<Driver> {
  const gone = build.ended.then((output) => {
    throw new Error(`mvn ended before the driver said hello\n${output}`);
  });
  return Promise.race([control.driver, gone]);
}

function readCases(): readonly CaseResult[] {
  const files = readdirSync(reports).filter((name) => name.endsWith('.xml'));
  return files.flatMap((name) => parseSurefireReport(readFileSync(join(reports, name), 'utf8')));
}

const control = await openControlServer();
const build = startBuild(control);
// Judged below, after the scenarios; until then a failure is no unhandled one.
build.ended.catch(() => undefined);
after(async () => {
  await control.close();
  build.process.kill();
  rmSync(reports, { recursive: true, force: true });
});

const driver = await driverOf(control, build);
testConformance(driver);
testExactlyOnce(driver);

test('the Android SDK passes its own tests', async (context) => {
  await control.close();
  const failure = await build.ended.then(
    () => null,
    (error: unknown) => error,
  );
  const cases = readCases();
  for (const { name, problem } of cases) {
    await context.test(name, () => assert.equal(problem, null));
  }
  assert.equal(failure, null);
  assert.ok(cases.length > 0, 'Maven ran no test');
});
