// What the HTTP examples need beyond the test engines: the toolchains of their languages, and curl.
import { spawnSync } from 'node:child_process';
import { installDebianPackages } from './setup-command.mjs';

const tools = [
  { command: ['curl', '--version'], name: 'curl' },
  { command: ['python3', '--version'], name: 'python3' },
  { command: ['go', 'version'], name: 'golang-go' },
  // The compiler, not only a runtime: the examples are started from their sources.
  { command: ['javac', '-version'], name: 'openjdk-17-jdk-headless' },
];

const isThere = ({ command: [name, ...args] }) => spawnSync(name, args).status === 0;

/** Installs missing tools of the HTTP examples; takes under a second when all are there. */
export function installHttpExampleTools() {
  const missing = tools.filter((tool) => !isThere(tool)).map(({ name }) => name);
  if (missing.length > 0) installDebianPackages(missing);
}
