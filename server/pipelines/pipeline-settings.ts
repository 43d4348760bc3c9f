import type { PipelineSpec } from '@millstream/console';
import type { IngestionSettings } from '@millstream/ingestion';
import type { Settings } from '../config/settings.ts';
import type { EngineStart } from '../engine/engine-messages.ts';

/** Settings of the installation with those of one pipeline in their places. */
export interface PipelineSettings {
  readonly ingestion: IngestionSettings;
  readonly engine: EngineStart['settings'];
}

/** A plug-in in one version, as a pipeline names it. */
export interface NamedPlugin {
  readonly name: string;
  readonly version: string;
}

/** Where the file of an uploaded plug-in is; null when there is none of that name and version. */
export type PluginPath = (plugin: NamedPlugin) => string | null;

/** What settings of a pipeline are made from. */
export interface PipelineSettingsParts {
  readonly settings: Settings;
  /** True when plug-ins are named by file, environment or options. */
  readonly hasGivenPlugins: boolean;
  /** Bytes for the warehouse when the pipeline names none. */
  readonly memoryShare: number;
  readonly pluginPath: PluginPath;
}

/** The settings that collector and engine of a pipeline work with. */
export function pipelineSettings(spec: PipelineSpec, parts: PipelineSettingsParts): PipelineSettings {
  const { settings } = parts;
  const { ingestion, processing, modeling } = spec;
  const { sink } = ingestion;
  const segment = sink.kind === 'file' ? { maxBytes: sink.maxBytes, maxAgeMs: sink.maxAgeMs } : ({} as const);
  const plugins = processing.plugins.flatMap(({ name, version, config }) => {
    const path = parts.pluginPath({ name, version });
    return path === null ? [] : [{ path, config }];
  });
  const { enabled: _, plugins: __, ...job } = processing;
  return {
    ingestion: {
      ...settings.ingestion,
      host: ingestion.host,
      port: ingestion.port,
      collectPath: ingestion.collectPath,
      https: { ...settings.ingestion.https, ...ingestion.https },
      cors: ingestion.cors,
      authentication: ingestion.authentication,
      accessLog: ingestion.accessLog,
      workers: { ...settings.ingestion.workers, ...ingestion.workers },
      segment: { ...settings.ingestion.segment, ...segment },
    },
    engine: {
      processing: {
        ...settings.processing,
        ...job,
        threads: modeling.threads ?? settings.processing.threads,
        plugins: parts.hasGivenPlugins ? settings.processing.plugins : plugins,
      },
      modeling: {
        ...settings.modeling,
        hotDays: modeling.hotDays,
        lakeFlushMinutes: modeling.lakeFlushMinutes,
      },
      studio: settings.studio,
      raw: { keepDays: modeling.rawKeepDays },
      memory: modeling.memory ?? parts.memoryShare,
      logLevel: settings.logLevel,
    },
  };
}
