import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { CodedError } from '@millstream/core';
import { parse as parseYaml } from 'yaml';
import { type Settings, settingsSchema } from './settings.ts';

type Tree = { [name: string]: unknown };

/** Where settings come from, weakest first: defaults < file < environment < options. */
export interface SettingsSources {
  /** Path of millstream.yaml; a named file must exist, the default one (null) need not. */
  readonly file: string | null;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Options of the command line as a tree of setting names. */
  readonly options: Tree;
}

const prefix = 'MILLSTREAM_';
const defaultFile = 'millstream.yaml';

function isTree(value: unknown): value is Tree {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function merged(base: Tree, over: Tree): Tree {
  const result = { ...base };
  for (const [name, value] of Object.entries(over)) {
    const below = result[name];
    result[name] = isTree(below) && isTree(value) ? merged(below, value) : value;
  }
  return result;
}

function readFile(path: string | null): Tree {
  const file = path ?? defaultFile;
  if (!existsSync(file)) {
    if (path === null) return {};
    throw new CodedError('CONFIG_INVALID', { problems: `${file} does not exist` });
  }
  try {
    const tree: unknown = parseYaml(readFileSync(file, 'utf8')) ?? {};
    if (!isTree(tree)) throw new TypeError('it must hold a mapping');
    return tree;
  } catch (cause) {
    throw new CodedError('CONFIG_INVALID', { problems: `${file}: ${(cause as Error).message}` }, { cause });
  }
}

/** `MILLSTREAM_INGESTION__CORS__ORIGINS=a,b` -> { ingestion: { cors: { origins: 'a,b' } } }; JSON values are read as such. */
function readEnvironment(environment: SettingsSources['environment']): Tree {
  let tree: Tree = {};
  for (const [name, value] of Object.entries(environment)) {
    if (!name.startsWith(prefix) || value === undefined) continue;
    const path = name.slice(prefix.length).split('__').map(camelCase);
    tree = merged(
      tree,
      path.reduceRight<unknown>((inner, key) => ({ [key]: inner }), readValue(value)) as Tree,
    );
  }
  return tree;
}

function camelCase(word: string): string {
  return word.toLowerCase().replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
}

function readValue(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** Names of the settings that a tree gives, with dots; lists count as one. */
function namesIn(tree: Tree, path = ''): string[] {
  return Object.entries(tree).flatMap(([name, value]) => {
    const place = path === '' ? name : `${path}.${name}`;
    return isTree(value) ? namesIn(value, place) : [place];
  });
}

/** Settings that somebody gave by hand, by their names with dots, and where: `file`, `environment` or `option`. */
export type GivenSettings = ReadonlyMap<string, 'file' | 'environment' | 'option'>;

/** Which settings are given by hand; the console cannot change these. @throws CodedError CONFIG_INVALID */
export function givenSettings(sources: SettingsSources): GivenSettings {
  const trees = [
    ['file', readFile(sources.file)],
    ['environment', readEnvironment(sources.environment)],
    ['option', sources.options],
  ] as const;
  return new Map(trees.flatMap(([source, tree]) => namesIn(tree).map((name) => [name, source] as const)));
}

/** Loads and checks all settings. @throws CodedError CONFIG_INVALID naming every wrong setting */
export function loadSettings(sources: SettingsSources): Settings {
  const tree = [readEnvironment(sources.environment), sources.options].reduce(merged, readFile(sources.file));
  const result = settingsSchema.safeParse(tree);
  if (!result.success) {
    const problems = result.error.issues.map(
      ({ path, message }) => `${path.join('.') || 'settings'}: ${message}`,
    );
    throw new CodedError('CONFIG_INVALID', { problems: problems.join('; ') });
  }
  return { ...result.data, dataDir: resolve(result.data.dataDir) };
}

const secretName = /secret|password|token$|key$/i;

/** The settings as they may be printed: secrets replaced by `***`. */
export function maskSecrets(value: unknown, name = ''): unknown {
  if (Array.isArray(value)) return value.map((entry) => maskSecrets(entry));
  if (isTree(value)) {
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, maskSecrets(inner, key)]));
  }
  return secretName.test(name) && typeof value === 'string' && value !== '' ? '***' : value;
}
