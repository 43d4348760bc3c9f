export { type LineBlock, lineBlocks } from './host/line-blocks.ts';
export {
  createStagingHost,
  type StageFile,
  type StageInput,
  type StagingHost,
  type StagingHostOptions,
} from './host/staging-host.ts';
export type { PluginManifest } from './plugins/plugin-manifest.ts';
export { type PluginSetting, type PreparedPlugin, preparePlugins } from './plugins/prepare-plugins.ts';
export {
  type PluginTestReport,
  pluginTestText,
  type TestPluginOptions,
  testPlugin,
} from './plugins/test-plugin.ts';
export type { SampleRecord } from './plugins/test-samples.ts';
export {
  type ProcessingConfig,
  type ProcessingSettings,
  processingConfigSchema,
} from './settings/processing-settings.ts';
export { defaultTrafficRuleFiles, loadTrafficRules, trafficRuleFiles } from './traffic/load-traffic-rules.ts';
