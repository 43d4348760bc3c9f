import { join } from 'node:path';
import { openAccounts } from '@millstream/console';
import { type Clock, CodedError, type Logger } from '@millstream/core';
import type { AccessRoutesParts } from './access-parts.ts';
import { authSecretOf } from './auth-secret.ts';
import { startAuthentication } from './authentication.ts';

/** People and their sign-in at work. Dispose it to close the file. */
export interface Access extends AccessRoutesParts, AsyncDisposable {
  /**
   * Path of a new one-time link by which the first administrator sets the installation up; null when there is one. Links
   * printed before end.
   */
  setupPath(): Promise<string | null>;
}

/** Opens the file of people of a data directory. @throws CodedError CONFIG_INVALID */
export async function openAccess(dataDir: string, clock: Clock, logger: Logger): Promise<Access> {
  const path = join(dataDir, 'accounts.sqlite');
  const accounts = await openAccounts(path, clock).catch((cause: unknown) => {
    throw new CodedError(
      'CONFIG_INVALID',
      { problems: `the file of people ${path} cannot be opened` },
      { cause },
    );
  });
  const authentication = await startAuthentication({ accounts, secret: authSecretOf(dataDir), logger });
  return {
    accounts,
    authentication,
    logger,
    async setupPath() {
      await accounts.links.end(null);
      if (await accounts.grants.hasAdministrator()) return null;
      const kind = 'first-administrator';
      const link = { kind, personId: null, resetsSecondFactor: false, createdBy: 'server' } as const;
      return `/setup?token=${(await accounts.links.create(link)).token}`;
    },
    [Symbol.asyncDispose]: () => accounts.close(),
  };
}
