import type { ClientCore, StateStore } from '@millstream/sdk-client';
import { storedJson } from '../storage/stored-json.ts';

const key = 'versions';

/** Records `_app_update` and `_os_update` when a version differs from that of the last start. Unknown ones are left alone. */
export function recordUpdates(core: ClientCore, app: string | undefined, os: string | undefined): void {
  const { state } = core.platform;
  const before = storedJson(state, key);
  const known: Readonly<Record<string, unknown>> = typeof before === 'object' ? { ...before } : {};
  if (app && typeof known.app === 'string' && known.app !== app)
    core.recordPreset('_app_update', { _previous_app_version: known.app });
  if (os && typeof known.os === 'string' && known.os !== os)
    core.recordPreset('_os_update', { _previous_os_version: known.os });
  if (core.mayStore()) state.set(key, JSON.stringify({ ...known, ...(app && { app }), ...(os && { os }) }));
}

/** Removes what the next start would compare with. */
export function forgetVersions(state: StateStore): void {
  state.set(key, null);
}
