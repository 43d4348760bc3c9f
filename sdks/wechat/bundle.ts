import { fileURLToPath } from 'node:url';
import { bundleModules } from '@millstream/sdk-packaging';

/** Makes the one script that a mini program requires: CommonJS, ES2017, nothing imported. */
export async function bundleSdk(): Promise<string> {
  const scripts = await bundleModules({
    folder: fileURLToPath(new URL('.', import.meta.url)),
    entries: { 'clickstream-wx': 'index.ts' },
    format: 'cjs',
    target: 'es2017',
  });
  return scripts.get('clickstream-wx.js') ?? '';
}
