// A Keycloak of about 200 MB below .cache/keycloak, built once for its file database, so that tests start it in seconds.
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { must } from './setup-command.mjs';

const version = '26.7.3';

/** Downloads, unpacks and builds Keycloak unless it is there; it runs on the Java that Trino's set-up found. */
export function installKeycloak(root) {
  const folder = join(root, '.cache', 'keycloak');
  const ready = join(folder, 'ready');
  if (existsSync(ready) && readFileSync(ready, 'utf8') === version) return;
  console.log(`setup: installing Keycloak ${version} from Maven Central (a download of 180 MB)`);
  const partial = `${folder}.partial`;
  rmSync(partial, { recursive: true, force: true });
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(partial, { recursive: true });
  const artifact = `org.keycloak:keycloak-quarkus-dist:${version}:zip`;
  must('mvn', ['-q', '-B', 'dependency:copy', `-Dartifact=${artifact}`, `-DoutputDirectory=${partial}`], {
    cwd: partial,
  });
  const archive = join(partial, `keycloak-quarkus-dist-${version}.zip`);
  // Python's reader, because it is there anyway.
  must('python3', ['-m', 'zipfile', '-e', archive, partial]);
  rmSync(archive);
  const env = { ...process.env, JAVA_HOME: join(root, '.cache', 'trino', 'java') };
  const home = join(partial, `keycloak-${version}`);
  must(
    'bash',
    [join(home, 'bin', 'kc.sh'), 'build', '--db=dev-file', '--cache=local', '--health-enabled=true'],
    {
      env,
    },
  );
  renameSync(home, join(partial, 'home'));
  writeFileSync(join(partial, 'ready'), version);
  renameSync(partial, folder);
}
