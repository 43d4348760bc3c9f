import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

/** Text of each script that pages may load, by file name. */
export type SiteScripts = ReadonlyMap<string, string>;

/**
 * Bundles entries of the web SDK as an app's own bundler does: lazy parts in files of their own.
 * @param entries paths from `sdks/web`, by the file name a page loads
 */
export async function bundleSite(entries: Readonly<Record<string, string>>): Promise<SiteScripts> {
  const result = await build({
    absWorkingDir: fileURLToPath(new URL('..', import.meta.url)),
    entryPoints: entries,
    bundle: true,
    write: false,
    outdir: '/',
    format: 'esm',
    splitting: true,
    target: 'es2022',
    // React's strict mode mounts twice in development only.
    define: { 'process.env.NODE_ENV': '"development"' },
    logLevel: 'warning',
  });
  return new Map(result.outputFiles.map(({ path, text }) => [path.replace(/^.*\//, ''), text]));
}
