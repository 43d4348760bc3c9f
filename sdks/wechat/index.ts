export type { Attributes, AttributeValue, Consent, Item, RecordedEvent } from '@millstream/sdk-client';
export type { AnalyticsInstance } from './analytics-instance.ts';
export { ClickstreamAnalytics, type ClickstreamApi } from './clickstream-analytics.ts';
export type { ClickstreamConfiguration } from './configuration.ts';
export { Attr, SendMode } from './names.ts';
export type { WxPage } from './wx-api.ts';
