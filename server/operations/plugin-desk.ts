import type { ConsoleStore, PluginVersion } from '@millstream/console';
import { CodedError } from '@millstream/core';
import type { PluginSetting } from '@millstream/processing';
import { compareVersions } from './compare-versions.ts';
import { dropPlugin, pluginPath } from './plugin-folder.ts';
import { takeUpload, trialRun } from './plugin-upload.ts';

/** A plug-in that a pipeline uses, as its specification names it. */
export interface PluginUse {
  readonly name: string;
  readonly version: string;
  readonly config: Readonly<Record<string, unknown>>;
}

/** A version with the projects that use it. */
export interface ListedPlugin extends PluginVersion {
  readonly usedBy: readonly string[];
}

/** A file that a person sends. */
export interface UploadFile {
  readonly name: string;
  readonly content: NodeJS.ReadableStream;
}

/** The plug-ins of the installation. */
export interface PluginDesk {
  list(): Promise<readonly ListedPlugin[]>;
  /** @throws CodedError PLUGIN_UPLOAD_INVALID, PLUGIN_INVALID, PLUGIN_VERSION_EXISTS, UPLOAD_TOO_LARGE */
  upload(file: UploadFile, person: string): Promise<PluginVersion>;
  /** @throws CodedError PLUGIN_IN_USE, NOT_FOUND */
  remove(name: string, version: string): Promise<void>;
  /** Plug-ins of a specification as the job takes them. @throws CodedError NOT_FOUND for a version that is not there */
  settingsOf(uses: readonly PluginUse[]): Promise<PluginSetting[]>;
  /** Plug-ins that the project's pipeline uses. */
  usedIn(projectId: string): Promise<readonly PluginUse[]>;
  /** The same as the job takes them, with one of them in another version, or added, or (with `null`) left out. */
  settingsWith(
    projectId: string,
    other: { readonly name: string; readonly version: string | null; readonly config?: PluginUse['config'] },
  ): Promise<PluginSetting[]>;
}

/** Creates the desk over the console's store and the folder of uploads. */
export function createPluginDesk(store: ConsoleStore, dataDir: string): PluginDesk {
  async function usedIn(projectId: string): Promise<readonly PluginUse[]> {
    return (await store.pipelines.find(projectId))?.spec.processing.plugins ?? [];
  }

  async function projectsUsing(): Promise<(name: string, version: string) => string[]> {
    const pipelines = await store.pipelines.list();
    return (name, version) =>
      pipelines
        .filter(({ spec }) =>
          spec.processing.plugins.some((use) => use.name === name && use.version === version),
        )
        .map(({ projectId }) => projectId);
  }

  async function settingsOf(uses: readonly PluginUse[]): Promise<PluginSetting[]> {
    return Promise.all(
      uses.map(async ({ name, version, config }) => {
        await store.plugins.get(name, version);
        return { path: pluginPath(dataDir, { name, version }), config };
      }),
    );
  }

  /** A version once uploaded is what pipelines run, so it never changes, and later ones are newer. */
  async function checkVersion(name: string, version: string, hash: string): Promise<void> {
    const known = (await store.plugins.list()).filter((other) => other.name === name);
    const same = known.find((other) => other.version === version);
    if (same !== undefined && same.hash !== hash)
      throw new CodedError('PLUGIN_VERSION_EXISTS', { name, version });
    const newer = known.find((other) => compareVersions(other.version, version) > 0);
    if (same === undefined && newer !== undefined)
      throw new CodedError('PLUGIN_UPLOAD_INVALID', {
        reason: `version ${version} is not newer than ${newer.version}, which is there`,
      });
  }

  return {
    async list() {
      const usedBy = await projectsUsing();
      const versions = await store.plugins.list();
      return versions.map((plugin) => ({ ...plugin, usedBy: usedBy(plugin.name, plugin.version) }));
    },
    async upload(file, person) {
      const upload = await takeUpload(dataDir, file, ({ hash, inspected: { manifest } }) =>
        checkVersion(manifest.name, manifest.version, hash),
      );
      const { manifest, source } = upload.inspected;
      return store.plugins.add({
        name: manifest.name,
        version: manifest.version,
        kind: manifest.kind,
        hash: upload.hash,
        description: manifest.description ?? '',
        manifest,
        bytes: upload.bytes,
        bundleBytes: source.length,
        trial: await trialRun(upload.path),
        uploadedBy: person,
      });
    },
    async remove(name, version) {
      await store.plugins.get(name, version);
      const projects = (await projectsUsing())(name, version);
      if (projects.length > 0)
        throw new CodedError('PLUGIN_IN_USE', { name, version, projects: projects.join(', ') });
      await store.plugins.remove(name, version);
      await dropPlugin(dataDir, { name, version });
    },
    settingsOf,
    usedIn,
    async settingsWith(projectId, { name, version, config }) {
      const uses = await usedIn(projectId);
      const now = uses.find((use) => use.name === name);
      if (version === null) return settingsOf(uses.filter((use) => use.name !== name));
      const other = { name, version, config: config ?? now?.config ?? {} };
      return settingsOf(
        now === undefined ? [...uses, other] : uses.map((use) => (use === now ? other : use)),
      );
    },
  };
}
