import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

/**
 * The program of the sandbox process as one text without types. Taking it from the command line, the process needs no
 * right to read files.
 */
export async function buildSandboxScript(): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(new URL('./sandbox-main.ts', import.meta.url))],
    bundle: true,
    write: false,
    format: 'esm',
    platform: 'node',
    target: 'es2024',
    logLevel: 'silent',
  });
  return outputFiles[0]?.text ?? '';
}
