import type { UserAttribute } from './identity.ts';

/** An event object as a client sends it. */
export interface DemoEvent {
  readonly event_type: string;
  readonly event_id: string;
  readonly timestamp: number;
  readonly app_id: string;
  readonly unique_id: string;
  readonly device_id: string;
  readonly platform: string;
  readonly user: Readonly<Record<string, UserAttribute>>;
  readonly attributes: Readonly<Record<string, unknown>>;
  readonly [field: string]: unknown;
}
