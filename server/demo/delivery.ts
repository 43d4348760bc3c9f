import type { DemoEvent } from './demo-event.ts';
import type { DemoPlatform } from './visitor.ts';

/** One HTTP request of a client as it reaches the collector. */
export interface Delivery {
  /** When it reaches the collector, epoch ms of the collector's clock. */
  readonly ingestMs: number;
  /** When it was sent, epoch ms of the client's clock. */
  readonly uploadMs: number;
  readonly appId: string;
  readonly platform: DemoPlatform;
  /** `event_bundle_sequence_id`. */
  readonly sequence: number;
  /** Chain of addresses, client first. */
  readonly ip: string;
  readonly ua: string;
  /** Request id in the history; live requests get theirs from the collector. */
  readonly rid: string;
  readonly events: readonly DemoEvent[];
}
