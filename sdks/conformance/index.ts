export {
  type CollectorDouble,
  type CollectorDoubleOptions,
  openCollectorDouble,
  type RecordedRequest,
} from './collector-double.ts';
export { testConformance } from './conformance-tests.ts';
export { type ControlServer, openControlServer } from './control-server.ts';
export type * from './driver.ts';
export { testExactlyOnce } from './exactly-once-test.ts';
export { readSubjects } from './read-scenarios.ts';
export { runScenario, type ScenarioResult } from './run-scenario.ts';
export type * from './scenario.ts';
export { type LossOptions, type SentEvents, sendThroughLoss } from './send-through-loss.ts';
export { type Ticked, VirtualClock } from './virtual-clock.ts';
