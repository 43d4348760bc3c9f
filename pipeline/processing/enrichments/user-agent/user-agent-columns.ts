import { solidText } from '../../custom-values/solid-text.ts';
import { deviceCategory } from './device-category.ts';
import type { BrowserFacts, ParsedAgent } from './user-agent-parser.ts';

/** Columns of `event_v2` that come from the user agent; versions are left out when unknown. */
export interface UserAgentColumns {
  readonly device_ua_browser: string;
  readonly device_ua_browser_version?: string;
  readonly device_ua_os: string;
  readonly device_ua_os_version?: string;
  readonly device_ua_device: string;
  readonly device_ua_device_category: string;
  readonly device_ua: Readonly<Record<'string' | 'userAgent' | 'os' | 'device', string>>;
}

/** `major[.minor[.patch]]`, stopping at the first gap; undefined without a major version. */
function versionText({ major, minor, patch }: BrowserFacts): string | undefined {
  if (major === null) return undefined;
  if (minor === null) return major;
  return patch === null ? `${major}.${minor}` : `${major}.${minor}.${patch}`;
}

/** Columns for one parsed user agent. Rows of equal agents share the object. */
export function userAgentColumns(userAgent: string, parsed: ParsedAgent): UserAgentColumns {
  const { browser, os, device } = parsed;
  const browserVersion = versionText(browser);
  const osVersion = versionText(os);
  // Families are slices of longer texts; solid ones keep JSON.stringify on its fast path, row after row.
  return solidText({
    device_ua_browser: browser.family,
    ...(browserVersion === undefined ? {} : { device_ua_browser_version: browserVersion }),
    device_ua_os: os.family,
    ...(osVersion === undefined ? {} : { device_ua_os_version: osVersion }),
    device_ua_device: device.family,
    device_ua_device_category: deviceCategory(device.family),
    device_ua: {
      string: userAgent,
      userAgent: JSON.stringify(browser),
      os: JSON.stringify(os),
      device: JSON.stringify(device),
    },
  });
}
