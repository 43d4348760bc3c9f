import type { AlarmTarget } from '@millstream/console';

/** What stands in place of what is hidden. */
const mask = '***';

/**
 * The address of a webhook without its secret: services put the key that lets anybody send into path, query or user. A
 * bare host stays as it is.
 */
export function maskedAddress(url: string): string {
  if (!URL.canParse(url)) return mask;
  const { origin, pathname, search, hash, username, password } = new URL(url);
  const isBare = pathname === '/' && [search, hash, username, password].every((part) => part === '');
  return isBare ? url : `${origin}/${mask}`;
}

/** A target as the audit log, the server's log and people without `setting.write` see it. */
export function maskedTarget(target: AlarmTarget): AlarmTarget {
  return target.kind === 'webhook' ? { ...target, url: maskedAddress(target.url) } : target;
}

/** What was sent, with the stored address where it is the masked one that came back. */
export function withStoredAddress(wanted: AlarmTarget, stored: AlarmTarget | undefined): AlarmTarget {
  if (wanted.kind !== 'webhook' || stored?.kind !== 'webhook') return wanted;
  return wanted.url === maskedAddress(stored.url) ? { ...wanted, url: stored.url } : wanted;
}
