export { campaignAttributes } from './campaign-attributes.ts';
export { type Client, type ClientCore, type ClientOptions, createClient, type Started } from './client.ts';
export type { ClientConfiguration, Consent, ResolvedConfiguration } from './configuration.ts';
export { byteLength, takeFirst } from './event-queue.ts';
export type {
  Attributes,
  AttributeValue,
  Item,
  QueuedEvent,
  RecordedEvent,
  UserAttribute,
} from './event-record.ts';
export type { User } from './identity.ts';
export type { EventStore, Platform, SendAnswer, SendLimits, SendRequest, StateStore } from './platform.ts';
export { presetAttributes } from './preset-attributes.ts';
export type { SessionState } from './session.ts';
export { version } from './version.ts';
export { createViewTime, type ViewTime } from './view-time.ts';
export { createViews, type LeftView, type View, type Views } from './views.ts';
