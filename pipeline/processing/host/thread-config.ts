import type { SharedIpDatabases } from '../enrichments/ip/ip-databases.ts';
import type { PreparedPlugin } from '../plugins/prepare-plugins.ts';
import type { ProcessingConfig } from '../settings/processing-settings.ts';

/** What a processing thread is started with: plain data and shared memory. */
export interface ThreadConfig {
  readonly processing: ProcessingConfig;
  /** Null when places are not looked up. */
  readonly ipDatabases: SharedIpDatabases | null;
  /** Bundled and checked once, by the host. */
  readonly plugins: readonly PreparedPlugin[];
}
