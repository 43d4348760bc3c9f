// The retired solution's web client behind the same calls, as far as it has them.
import { ClickstreamAnalytics } from '@aws/clickstream-web';
import { type DrivenApi, drivePage } from '../conformance/page-driver.ts';

const missing = (): never => {
  throw new Error('the retired client cannot do this');
};

const original: DrivenApi = {
  init: (configuration) =>
    ClickstreamAnalytics.init(configuration as unknown as Parameters<typeof ClickstreamAnalytics.init>[0]),
  record: (event) =>
    ClickstreamAnalytics.record(event as unknown as Parameters<typeof ClickstreamAnalytics.record>[0]),
  setUserId: (userId) => ClickstreamAnalytics.setUserId(userId),
  setUserAttributes: (attributes) =>
    ClickstreamAnalytics.setUserAttributes(attributes as Record<string, string>),
  setGlobalAttributes: (attributes) =>
    ClickstreamAnalytics.setGlobalAttributes(attributes as Record<string, string>),
  updateConfigure: missing,
  flushEvents: missing,
  disable: missing,
  enable: missing,
  setConsent: missing,
  optOut: missing,
  createInstance: missing,
};

drivePage(original);
