import { readFileSync } from 'node:fs';
import { dirname, posix, relative, resolve, sep } from 'node:path';
import { isolatedDeclarationSync } from 'rolldown/experimental';

/** What declarations are made of. */
export interface DeclarationRequest {
  /** Sources whose types are public, absolute. */
  readonly entries: readonly string[];
  /** Folder that contains all sources, absolute; paths of declarations are relative to it. */
  readonly root: string;
  /** Entry of each package whose types come along, absolute, by package name. */
  readonly included: Readonly<Record<string, string>>;
}

const importedName = /^((?:import|export)[^;'"]*? from |import )(["'])([^"']+)\2/gm;
const inlineImport = /(import\()(["'])([^"']+)\2(?=\))/g;

/**
 * Declarations of entries and of all that their types need, by path with `.d.ts`. Made file by file, without a type
 * checker, so that an installation without TypeScript can make them: exports must say their types.
 * @throws TypeError when an export does not say its type
 */
export function declarationsOf({ entries, root, included }: DeclarationRequest): Map<string, string> {
  const declarations = new Map<string, string>();
  const pending = [...entries];
  const seen = new Set(pending);
  const placeOf = (source: string) =>
    relative(root, source)
      .split(sep)
      .join('/')
      .replace(/\.tsx?$/, '');
  for (let source = pending.pop(); source !== undefined; source = pending.pop()) {
    const { code, errors } = isolatedDeclarationSync(source, readFileSync(source, 'utf8'), {
      stripInternal: true,
    });
    const [error] = errors;
    if (error) throw new TypeError(`${source}: ${error.message}`);
    const folder = dirname(source);
    const here = placeOf(source);
    const named = (specifier: string): string => {
      const target = specifier.startsWith('.') ? resolve(folder, specifier) : included[specifier];
      if (target === undefined) return specifier;
      if (!seen.has(target)) {
        seen.add(target);
        pending.push(target);
      }
      const path = posix.relative(posix.dirname(here), placeOf(target));
      return `${path.startsWith('.') ? path : `./${path}`}.js`;
    };
    const text = code
      .replace(importedName, (_all, before, quote, name) => `${before}${quote}${named(name)}${quote}`)
      .replace(inlineImport, (_all, before, quote, name) => `${before}${quote}${named(name)}${quote}`);
    declarations.set(`${here}.d.ts`, text);
  }
  return declarations;
}
