export { type DemoHistoryOptions, type DemoLine, demoHistory, rawRecord } from './demo-history.ts';
export {
  type LiveRequest,
  type LiveRequestsOptions,
  type LiveTrafficOptions,
  liveRequests,
  liveTraffic,
} from './live-traffic.ts';
export { defaultDemoAppId, type SimulationOptions } from './simulation.ts';
export { type DemoPlatform, demoPlatforms } from './visitor.ts';
