// What the tests of the Android SDK need: Maven, a JDK 17, and the build's artefacts (some 560 MB) in Maven's local repository.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { installDebianPackages, must } from './setup-command.mjs';

const tools = [
  { command: 'mvn', name: 'maven' },
  // javac, since a mere runtime cannot build; 17 is the least that Robolectric's Android 14 takes.
  { command: 'javac', name: 'openjdk-17-jdk-headless' },
];
/** The largest artefact of the build; where it is missing, somebody has emptied Maven's local repository. */
const largest = join(homedir(), '.m2', 'repository', 'org', 'robolectric', 'android-all-instrumented');

/** Installs what is missing; what was fetched for the same pom.xml is not fetched again. */
export function installAndroid(root) {
  const missing = tools.filter(({ command }) => spawnSync('which', [command]).status !== 0);
  if (missing.length > 0) installDebianPackages(missing.map(({ name }) => name));
  const project = join(root, 'sdks', 'android');
  const build = readFileSync(join(project, 'pom.xml'), 'utf8');
  const folder = join(root, '.cache', 'android');
  const ready = join(folder, 'pom.xml');
  if (existsSync(largest) && existsSync(ready) && readFileSync(ready, 'utf8') === build) return;
  console.log('setup: fetching what the Android SDK is built and tested with (a download of 560 MB)');
  // One small test, since Maven looks for the test runner only when there is something to run.
  must('mvn', ['-q', '-B', 'test', '-Dtest=SessionIdTest'], { cwd: project });
  mkdirSync(folder, { recursive: true });
  writeFileSync(ready, build);
}
