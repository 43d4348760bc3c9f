import { readFile, stat } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { asCodedError, CodedError } from '@millstream/core';
import { bundlePlugin } from './bundle-plugin.ts';
import { pluginConfiguration } from './plugin-configuration.ts';
import { checkManifest, type PluginManifest } from './plugin-manifest.ts';
import { SandboxFailure } from './sandbox/sandbox-failure.ts';
import { defaultSandboxLimits, type SandboxLimits } from './sandbox/sandbox-limits.ts';
import type { PluginClaims } from './sandbox/sandbox-messages.ts';
import { startSandbox } from './sandbox/sandbox-process.ts';
import { buildSandboxScript } from './sandbox/sandbox-script.ts';

/** A plug-in to use: its module and its configuration. */
export interface PluginSetting {
  readonly path: string;
  readonly config?: Readonly<Record<string, unknown>>;
}

/** A plug-in ready to run in any thread: plain data that can be sent to one. */
export interface PreparedPlugin {
  readonly path: string;
  readonly manifest: PluginManifest;
  readonly config: Readonly<Record<string, unknown>>;
  /** The plug-in as one module. */
  readonly source: string;
  /** The program of its process. */
  readonly sandboxScript: string;
  readonly files: Readonly<Record<string, Uint8Array>>;
}

const maxFilesBytes = 32 * 1024 * 1024;

/** Loads the module in a sandbox and asks what it declares; foreign code never runs in this process. */
async function askManifest(path: string, source: string, script: string, limits: SandboxLimits) {
  const sandbox = startSandbox(script, limits);
  try {
    const { result } = await sandbox.ask({ kind: 'load', name: 'module', source });
    return checkManifest(path, result as PluginClaims);
  } catch (error) {
    if (!(error instanceof SandboxFailure)) throw asCodedError(error);
    const problems = `it cannot be loaded: ${error.message.split('\n')[0]}`;
    throw new CodedError('PLUGIN_INVALID', { path, problems }, { cause: error });
  } finally {
    await sandbox.close();
  }
}

async function readFiles(path: string, names: readonly string[]): Promise<Record<string, Uint8Array>> {
  const files: Record<string, Uint8Array> = {};
  let total = 0;
  for (const name of names) {
    const file = join(dirname(resolve(path)), name);
    try {
      total += (await stat(file)).size;
      if (total > maxFilesBytes) throw new RangeError(`its files have more than ${maxFilesBytes} bytes`);
      files[name] = new Uint8Array(await readFile(file));
    } catch (cause) {
      const problems = `file ${name}: ${cause instanceof Error ? cause.message : cause}`;
      throw new CodedError('PLUGIN_INVALID', { path, problems }, { cause });
    }
  }
  return files;
}

/** A plug-in as it was uploaded: bundled and checked, not configured. */
export interface InspectedPlugin {
  readonly manifest: PluginManifest;
  readonly source: string;
  readonly files: Readonly<Record<string, Uint8Array>>;
}

/**
 * Bundles and checks one plug-in from a folder (absolute, without links), reading nothing outside of it. Foreign code runs
 * in the sandbox only. Throws PLUGIN_INVALID.
 */
export async function inspectPlugin(path: string, folder: string): Promise<InspectedPlugin> {
  const source = await bundlePlugin(path, folder);
  const manifest = await askManifest(path, source, await buildSandboxScript(), defaultSandboxLimits);
  return { manifest, source, files: await readFiles(path, manifest.files) };
}

/**
 * Bundles, checks and configures plug-ins, in their order. Do this once, in the main thread, and give the result to the
 * threads. Throws PLUGIN_INVALID, also for two plug-ins of one name.
 */
export async function preparePlugins(
  settings: readonly PluginSetting[],
  limits: SandboxLimits = defaultSandboxLimits,
): Promise<readonly PreparedPlugin[]> {
  if (settings.length === 0) return [];
  const sandboxScript = await buildSandboxScript();
  const prepared: PreparedPlugin[] = [];
  for (const { path, config = {} } of settings) {
    const source = await bundlePlugin(resolve(path));
    const manifest = await askManifest(path, source, sandboxScript, limits);
    if (prepared.some((other) => other.manifest.name === manifest.name)) {
      throw new CodedError('PLUGIN_INVALID', { path, problems: `the name ${manifest.name} is taken` });
    }
    prepared.push({
      path,
      manifest,
      config: pluginConfiguration(path, manifest, config),
      source,
      sandboxScript,
      files: await readFiles(path, manifest.files),
    });
  }
  return prepared;
}
