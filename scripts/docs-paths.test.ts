import assert from 'node:assert/strict';
import { existsSync, globSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const isForeign = (path: string) => /(?:^|\/)(?:node_modules|\.git|\.cache)$|^data$/.test(path);
/** Every path of the repository, from its root, with `/` before it, and after it when it is a folder. */
const repository = globSync('{*,.ci,*/**,.ci/**}', { cwd: root, exclude: isForeign }).map(
  (path) => `/${path}${statSync(join(root, path)).isDirectory() ? '/' : ''}`,
);
const { workspaces } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
  workspaces: readonly string[];
};
const guides = ['ARCHITECTURE.md', 'README.md', ...workspaces.map((room) => `${room}/README.md`)];
const markdown = globSync('**/*.md', { cwd: root, exclude: isForeign });

/** Names that begin with a dot belong to data directories, save the repository's own. */
const shape = /^(?:\.ci\/)?\w[\w.-]*(?:\/[\w.-]+)*\/?$/;
const sourceFile = /\.(?:ts|mjs|md)$/;

/** Paths among the words in backticks; `a|b` names two. Words that a shell, a URL or a query would use are none. */
function pathsIn(text: string): readonly string[] {
  const words = [...text.matchAll(/`([^`\n]+)`/g)].map(([, word = '']) => word);
  return words
    .flatMap((word) => {
      const [head = '', ...others] = word.split('|');
      const folder = head.slice(0, head.lastIndexOf('/') + 1);
      return [head, ...others.map((other) => folder + other)];
    })
    .filter((word) => shape.test(word) && (word.includes('/') || sourceFile.test(word)));
}

/** A path may be told from the root, from the document, or from a folder that the text named before. */
function isThere(path: string, document: string): boolean {
  if (existsSync(join(root, path)) || existsSync(join(root, dirname(document), path))) return true;
  const end = `/${path.replace(/\/$/, '')}`;
  return repository.some((known) => known.endsWith(end) || known.endsWith(`${end}/`));
}

describe('documents', () => {
  for (const guide of guides) {
    it(`${guide} names only paths that exist`, () => {
      const text = readFileSync(join(root, guide), 'utf8');
      assert.deepEqual(
        pathsIn(text).filter((path) => !isThere(path, guide)),
        [],
      );
    });
  }

  for (const document of markdown) {
    it(`${document} links only to files that exist`, () => {
      const text = readFileSync(join(root, document), 'utf8').replace(/```[\s\S]*?```/g, '');
      const targets = [...text.matchAll(/\]\(([^)\s]+)[^)]*\)/g)].map(([, target = '']) => target);
      const broken = targets
        .filter((target) => !/^(?:[a-z][a-z+.-]*:|#)/i.test(target))
        .map((target) => join(dirname(document), target.replace(/[#?].*$/, '')))
        .filter((path) => relative('', path).startsWith('..') || !existsSync(join(root, path)));
      assert.deepEqual(broken, []);
    });
  }
});
