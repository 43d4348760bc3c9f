import { basename, join, resolve } from 'node:path';
import { build, type Plugin } from 'esbuild';

/** What is bundled. */
export interface BundleRequest {
  /** Folder of the entries, absolute. */
  readonly folder: string;
  /** Sources by the file name (without extension) that they get. */
  readonly entries: Readonly<Record<string, string>>;
  /** `script` is for tags of pages: each entry holds all that it needs but its lazy parts. */
  readonly format: 'esm' | 'cjs' | 'script';
  /** @default 'browser' */
  readonly platform?: 'browser' | 'neutral' | 'node';
  /** Packages that an app brings itself. */
  readonly external?: readonly string[];
  /** Begins the file names of lazy parts. @default '' */
  readonly lazyPrefix?: string;
  /** @default 'es2022' */
  readonly target?: string;
  /** Makes each bundle smaller still. */
  readonly shrink?: (text: string, isModule: boolean) => Promise<string>;
}

/**
 * Keeps entries apart, so that all that an app imports share one client, and lazily imported modules in files of their
 * own, which are added to `lazy`.
 */
function keepApart(request: BundleRequest, entry: string, lazy: Map<string, string>): Plugin {
  const { folder, entries, format, lazyPrefix = '' } = request;
  const names = new Map(Object.entries(entries).map(([name, source]) => [join(folder, source), name]));
  return {
    name: 'keep-apart',
    setup({ onResolve }) {
      onResolve({ filter: /./ }, ({ kind, path, resolveDir }) => {
        if (kind === 'entry-point') return;
        const source = path.startsWith('.') ? resolve(resolveDir, path) : path;
        if (kind === 'dynamic-import') {
          const name = `${lazyPrefix}${basename(path).replace(/\.[jt]sx?$/, '')}`;
          lazy.set(name, source);
          return { path: `./${name}.js`, external: true };
        }
        const other = names.get(source);
        if (format === 'script' || other === undefined || other === entry) return;
        return { path: `./${other}.js`, external: true };
      });
    },
  };
}

/**
 * Makes a module the script of a tag. A script of another origin must not name its lazy parts relatively: for the
 * browser it stands nowhere.
 */
function scriptOf(module: string): string {
  const parts = module.replaceAll('import("./', 'import(lazyBase+"');
  return `(lazyBase=>{"use strict";${parts.trimEnd()}})(document.currentScript?new URL(".",document.currentScript.src||location.href).href:"");\n`;
}

/** Bundles each entry, and what it imports lazily, without writing. @returns texts by file name */
export async function bundleModules(request: BundleRequest): Promise<Map<string, string>> {
  const { folder, entries, format, platform = 'browser', external = [], target = 'es2022', shrink } = request;
  const lazy = new Map<string, string>();
  const texts = new Map<string, string>();
  async function bundle(name: string, source: string, plugins: Plugin[] = []): Promise<void> {
    const isScript = format === 'script' && plugins.length > 0;
    const { outputFiles } = await build({
      absWorkingDir: folder,
      entryPoints: [source],
      bundle: true,
      minify: true,
      write: false,
      // esbuild's own form for scripts brings an imitation of require along as soon as something is imported lazily.
      format: format === 'cjs' ? 'cjs' : 'esm',
      platform,
      target,
      jsx: 'automatic',
      external: [...external],
      legalComments: 'none',
      logLevel: 'warning',
      plugins,
    });
    const bundled = outputFiles[0]?.text ?? '';
    const text = shrink ? await shrink(bundled, format !== 'cjs') : bundled;
    texts.set(`${name}.js`, isScript ? scriptOf(text) : text);
  }
  for (const [name, source] of Object.entries(entries))
    await bundle(name, join(folder, source), [keepApart(request, name, lazy)]);
  // Also a script that is no module imports its lazy parts as modules.
  for (const [name, source] of lazy) await bundle(name, source);
  return texts;
}
