export { type LineBlock, lineBlocks } from './host/line-blocks.ts';
export {
  createStagingHost,
  type StageFile,
  type StageInput,
  type StagingHost,
  type StagingHostOptions,
} from './host/staging-host.ts';
export {
  type ProcessingConfig,
  type ProcessingSettings,
  processingConfigSchema,
} from './settings/processing-settings.ts';
export { defaultTrafficRuleFiles, trafficRuleFiles } from './traffic/load-traffic-rules.ts';
