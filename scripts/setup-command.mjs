import { spawnSync } from 'node:child_process';

/** Runs one command and ends the set-up with its output when it fails; answers with what it printed. */
export function must(command, args, options = {}) {
  const result = spawnSync(command, args, { encoding: 'utf8', maxBuffer: 64 * 1024 * 1024, ...options });
  if (result.status === 0) return result.stdout;
  console.error(
    `setup: ${command} ${args.join(' ')} failed\n${result.stdout ?? ''}${result.stderr ?? result.error ?? ''}`,
  );
  process.exit(1);
}

/** Installs packages of Debian, as root or through sudo. */
export function installDebianPackages(names) {
  console.log(`setup: installing ${names.join(', ')} from Debian's packages`);
  const sudo = process.getuid?.() === 0 ? [] : ['sudo', '-n'];
  const apt = [...sudo, 'env', 'DEBIAN_FRONTEND=noninteractive', 'apt-get'];
  must(apt[0], [...apt.slice(1), 'update', '-qq']);
  must(apt[0], [...apt.slice(1), 'install', '-y', '-qq', '--no-install-recommends', ...names]);
}
