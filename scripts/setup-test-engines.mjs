// What the tests need beyond npm: Chromium, nginx and wrk from Debian's packages, and a Python oracle for user agents.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';

const debianPackages = [
  { binary: '/usr/bin/chromium', name: 'chromium' },
  { binary: '/usr/sbin/nginx', name: 'nginx-light' },
  { binary: '/usr/bin/wrk', name: 'wrk' },
  { binary: '/usr/bin/python3', name: 'python3-venv' },
];
const uaParserVersion = '1.0.1';

/** Runs one command and ends the set-up with its output when it fails. */
function must(command, args, options = {}) {
  const result = spawnSync(command, args, { encoding: 'utf8', ...options });
  if (result.status === 0) return;
  console.error(
    `setup: ${command} ${args.join(' ')} failed\n${result.stdout ?? ''}${result.stderr ?? result.error ?? ''}`,
  );
  process.exit(1);
}

/** Installs missing engines; takes a few milliseconds when all are there. */
export function installTestEngines(root) {
  const missing = debianPackages.filter(({ binary }) => !existsSync(binary)).map(({ name }) => name);
  if (missing.length > 0) {
    console.log(`setup: installing ${missing.join(', ')} from Debian's packages`);
    const sudo = process.getuid?.() === 0 ? [] : ['sudo', '-n'];
    const apt = [...sudo, 'env', 'DEBIAN_FRONTEND=noninteractive', 'apt-get'];
    must(apt[0], [...apt.slice(1), 'update', '-qq']);
    must(apt[0], [...apt.slice(1), 'install', '-y', '-qq', '--no-install-recommends', ...missing]);
  }
  const oracle = join(root, '.cache', `ua-oracle-${uaParserVersion}`);
  if (!existsSync(join(oracle, 'ready'))) {
    console.log('setup: installing the user-agent oracle from PyPI');
    mkdirSync(join(root, '.cache'), { recursive: true });
    must('python3', ['-m', 'venv', oracle]);
    must(join(oracle, 'bin', 'pip'), ['install', '-q', `ua-parser==${uaParserVersion}`]);
    must('touch', [join(oracle, 'ready')]);
  }
}
