import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type CommandOutput, outputOf } from './command-output.ts';

/** What an example shows. */
export type Task = 'one event' | 'bundle' | 'gzip' | 'base64 of gzip' | 'retry' | 'relay';

/** The examples of one language. */
export interface Language {
  readonly name: string;
  /** Folder within the room. */
  readonly folder: string;
  /** Command and first arguments of each example. */
  readonly commands: Readonly<Partial<Record<Task, readonly string[]>>>;
  /** Command that makes programs of the sources. */
  readonly build?: readonly string[];
}

const room = fileURLToPath(new URL('..', import.meta.url));

/** Every language with examples. `{built}` stands for the folder that `build` filled. */
export const languages: readonly Language[] = [
  {
    name: 'curl',
    folder: 'curl',
    commands: {
      'one event': ['./one-event.sh'],
      bundle: ['./bundle.sh'],
      gzip: ['./gzip.sh'],
      'base64 of gzip': ['./gzip-base64.sh'],
      retry: ['./retry.sh'],
      relay: ['./relay.sh'],
    },
  },
  {
    name: 'Node',
    folder: 'node',
    commands: {
      'one event': [process.execPath, 'one-event.mjs'],
      bundle: [process.execPath, 'bundle.mjs'],
      gzip: [process.execPath, 'gzip.mjs'],
      retry: [process.execPath, 'retry.mjs'],
      relay: [process.execPath, 'relay.mjs'],
    },
  },
  {
    name: 'Python',
    folder: 'python',
    commands: {
      'one event': ['python3', 'one_event.py'],
      bundle: ['python3', 'bundle.py'],
      gzip: ['python3', 'compressed.py'],
      retry: ['python3', 'retry.py'],
      relay: ['python3', 'relay.py'],
    },
  },
  {
    name: 'Go',
    folder: 'go',
    build: ['go', 'build', '-o', '{built}/', './...'],
    commands: {
      'one event': ['{built}/one-event'],
      bundle: ['{built}/bundle'],
      gzip: ['{built}/gzip'],
      retry: ['{built}/retry'],
      relay: ['{built}/relay'],
    },
  },
  {
    name: 'Java',
    folder: 'java',
    build: ['javac', '-d', '{built}', 'Bundle.java', 'Gzip.java', 'Retry.java', 'Relay.java'],
    commands: {
      'one event': ['java', 'OneEvent.java'],
      // Compiled once: each start from a source costs seconds of a busy machine.
      bundle: ['java', '-cp', '{built}', 'Bundle'],
      gzip: ['java', '-cp', '{built}', 'Gzip'],
      retry: ['java', '-cp', '{built}', 'Retry'],
      relay: ['java', '-cp', '{built}', 'Relay'],
    },
  },
];

/** Examples that are ready to run; disposing removes what was built for them. */
export interface ReadyExamples extends Disposable {
  /** Runs one example with an endpoint and the app `web`. */
  run(task: Task, endpoint: string, args?: readonly string[]): Promise<CommandOutput>;
}

/** Builds a language's examples where they must be built. @throws Error with the compiler's words */
export async function makeReady({ name, folder, commands, build }: Language): Promise<ReadyExamples> {
  const built = mkdtempSync(join(tmpdir(), 'millstream-http-built-'));
  const cwd = join(room, folder);
  const placed = (words: readonly string[]) => words.map((word) => word.replace('{built}', built));
  const [compiler, ...options] = placed(build ?? []);
  if (compiler !== undefined) {
    // Standard libraries only: nothing may be fetched, no other toolchain either.
    const env = { GOPROXY: 'off', GOTOOLCHAIN: 'local' };
    const { code, stderr } = await outputOf(compiler, options, { cwd, env });
    if (code !== 0) throw new Error(stderr);
  }
  return {
    async run(task, endpoint, args = []) {
      const [command, ...first] = placed(commands[task] ?? []);
      if (command === undefined) throw new Error(`${name} has no example of ${task}`);
      const env = { MILLSTREAM_ENDPOINT: endpoint, MILLSTREAM_APP_ID: 'web' };
      return outputOf(command, [...first, ...args], { cwd, env });
    },
    [Symbol.dispose]: () => rmSync(built, { recursive: true, force: true }),
  };
}
