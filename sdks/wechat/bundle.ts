import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

/** Makes the one script that a mini program requires: CommonJS, ES2017, nothing imported. */
export async function bundleSdk(): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(new URL('./index.ts', import.meta.url))],
    bundle: true,
    minify: true,
    format: 'cjs',
    target: 'es2017',
    charset: 'utf8',
    write: false,
  });
  const [script] = outputFiles;
  if (!script) throw new Error('esbuild gave no script');
  return script.text;
}
