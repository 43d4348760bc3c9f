import { basename, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { CodedError } from '@millstream/core';
import { type BuildFailure, build, type Plugin } from 'esbuild';
import { allowedBuiltins } from './sandbox/allowed-builtins.ts';

/** Specifier under which plug-ins outside this repository import `definePlugin`. */
export const pluginApiSpecifier = '@millstream/processing/plugin';

const apiFile = fileURLToPath(new URL('./define-plugin.ts', import.meta.url));

const resolveApi: Plugin = {
  name: 'plugin-api',
  setup(run) {
    run.onResolve({ filter: /^@millstream\/processing\/plugin$/ }, () => ({ path: apiFile }));
  },
};

/** What is bundled comes from the folder only: an upload must not take files of the server along. */
function keepInside(folder: string): Plugin {
  return {
    name: 'keep-inside',
    setup(run) {
      run.onLoad({ filter: /.*/ }, ({ path }) =>
        path === apiFile || path.startsWith(`${folder}${sep}`)
          ? undefined
          : { errors: [{ text: `${basename(path)} lies outside the plug-in's folder` }] },
      );
    },
  };
}

function problemsOf(error: unknown): string {
  const { errors } = error as Partial<BuildFailure>;
  if (!Array.isArray(errors)) return String(error);
  return errors
    .slice(0, 5)
    .map(({ text, location }) => (location ? `${location.file}:${location.line}: ${text}` : text))
    .join('; ');
}

/**
 * Bundles a plug-in (TypeScript or JavaScript, with what it imports) to one ES module without imports other than the
 * built-ins plug-ins may use. With `folder` (absolute, without links) nothing outside of it is read. Throws PLUGIN_INVALID.
 */
export async function bundlePlugin(path: string, folder?: string): Promise<string> {
  try {
    const { outputFiles } = await build({
      entryPoints: [path],
      bundle: true,
      write: false,
      format: 'esm',
      platform: 'neutral',
      target: 'es2024',
      mainFields: ['module', 'main'],
      conditions: ['import', 'default'],
      external: allowedBuiltins.flatMap((name) => [name, `node:${name}`]),
      plugins: folder === undefined ? [resolveApi] : [resolveApi, keepInside(folder)],
      // Settings of folders above are none of an upload's.
      ...(folder === undefined ? {} : { tsconfigRaw: {} }),
      logLevel: 'silent',
    });
    return outputFiles[0]?.text ?? '';
  } catch (cause) {
    throw new CodedError('PLUGIN_INVALID', { path, problems: problemsOf(cause) }, { cause });
  }
}
