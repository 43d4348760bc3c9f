import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, type Plugin } from 'esbuild';

const here = dirname(fileURLToPath(import.meta.url));
const root = dirname(dirname(dirname(here)));
const packages = join(root, '.cache', 'react-native');

/** Systems that an app can be bundled for; React Native has different files for each. */
export type System = 'ios' | 'android';

interface Babel {
  transformFileAsync(path: string, options: object): Promise<{ readonly code?: string | null } | null>;
}

/** React Native is written in Flow, which only its own Babel preset understands. */
function flowPlugin(system: System): Plugin {
  const load = createRequire(join(packages, 'package.json'));
  const babel: Babel = load('@babel/core');
  const preset: unknown = load('@react-native/babel-preset');
  return {
    name: 'flow',
    setup(setUp) {
      setUp.onResolve({ filter: /^react-native$/ }, () => ({
        path: join(here, 'app', 'react-native-parts.js'),
      }));
      setUp.onLoad({ filter: /node_modules\/(react-native|@react-native)\/.*\.js$/ }, async ({ path }) => {
        const result = await babel.transformFileAsync(path, {
          babelrc: false,
          configFile: false,
          presets: [[preset, { disableImportExportTransform: true, dev: false }]],
          caller: { name: 'esbuild', platform: system },
        });
        return { contents: result?.code ?? '', loader: 'js' };
      });
    },
  };
}

/**
 * The script of an app with the SDK, React Native, AsyncStorage and React Navigation, for one system.
 * @param sdk file that stands for the SDK @default its sources
 */
export async function bundleApp(
  system: System,
  sdk: string = join(dirname(here), 'index.ts'),
): Promise<string> {
  if (!existsSync(join(packages, 'ready')))
    throw new Error('React Native is not installed; run npm test once, its set-up installs it');
  const { outputFiles } = await build({
    entryPoints: [join(here, 'app', 'entry.js')],
    bundle: true,
    write: false,
    format: 'iife',
    target: 'es2022',
    platform: 'neutral',
    logLevel: 'error',
    nodePaths: [join(packages, 'node_modules')],
    mainFields: ['react-native', 'module', 'main'],
    conditions: ['react-native', 'import', 'require'],
    resolveExtensions: [`.${system}.js`, '.native.js', '.native.ts', '.js', '.ts', '.tsx', '.json'],
    define: { __DEV__: 'false', 'process.env.NODE_ENV': '"test"', global: 'globalThis' },
    alias: {
      '@millstream/analytics-react-native': sdk,
      react: join(packages, 'node_modules', 'react'),
    },
    plugins: [flowPlugin(system)],
  });
  return outputFiles[0]?.text ?? '';
}
