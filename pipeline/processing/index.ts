export { type DecodedBody, decodeBody } from './clean/decode-body.ts';
export { type LineReading, readLine, type SourceLine } from './clean/read-line.ts';
export { type LineBlock, lineBlocks } from './host/line-blocks.ts';
export {
  createStagingHost,
  type StageFile,
  type StageInput,
  type StagingHost,
  type StagingHostOptions,
} from './host/staging-host.ts';
export type { PluginManifest } from './plugins/plugin-manifest.ts';
export {
  type InspectedPlugin,
  inspectPlugin,
  type PluginSetting,
  type PreparedPlugin,
  preparePlugins,
} from './plugins/prepare-plugins.ts';
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
export { categoryRowsSchema } from './traffic/category-table.ts';
export { channelRulesSchema } from './traffic/channel-rules.ts';
export { defaultTrafficRuleFiles, loadTrafficRules, trafficRuleFiles } from './traffic/load-traffic-rules.ts';
export type { Restatement, StoredVisit } from './traffic/restate-traffic-source.ts';
export type { CheckedRules, RuleProblem } from './traffic/rule-problems.ts';
export { defaultRuleFiles, type RulesInForce, rulesInForce } from './traffic/rules-in-force.ts';
export type { ShadowedRule } from './traffic/shadowed-rules.ts';
export type { RuleVerdict, TrafficCase, TrafficTest } from './traffic/test-traffic-rules.ts';
export { trafficSourceColumns, trafficSourceOf } from './traffic/traffic-columns.ts';
export type { CategoryRow, ChannelRule, TrafficRuleFiles } from './traffic/traffic-rule-files.ts';
export type { TrafficSource } from './traffic/traffic-source.ts';
export {
  createTrafficWorkbench,
  type TrafficWorkbench,
  type TrafficWorkbenchOptions,
} from './traffic/workbench/traffic-workbench.ts';
export type { FilesToCompare, RuleCheck, WrittenRules } from './traffic/workbench/workbench-messages.ts';
