import type { UserAgentColumns } from './user-agent-columns.ts';
import type { UserAgentReader } from './user-agent-reader.ts';

/** The part of an event row that the user-agent enrichment fills. */
export type UserAgentRow = {
  -readonly [Name in keyof UserAgentColumns]?: UserAgentColumns[Name] | undefined;
} & {
  [column: string]: unknown;
};

/** Fills the user-agent columns of a row in place; a missing or empty user agent leaves none of them, `device_ua` included. */
export type UserAgentEnrichment = (row: UserAgentRow, userAgent: string | null | undefined) => void;

/** Makes the built-in enrichment `UA` over a shared reader. */
export function createUserAgentEnrichment(read: UserAgentReader): UserAgentEnrichment {
  return function enrichUserAgent(row, userAgent) {
    const columns = read(userAgent)?.columns;
    row.device_ua_browser = columns?.device_ua_browser;
    row.device_ua_browser_version = columns?.device_ua_browser_version;
    row.device_ua_os = columns?.device_ua_os;
    row.device_ua_os_version = columns?.device_ua_os_version;
    row.device_ua_device = columns?.device_ua_device;
    row.device_ua_device_category = columns?.device_ua_device_category;
    row.device_ua = columns?.device_ua;
  };
}
