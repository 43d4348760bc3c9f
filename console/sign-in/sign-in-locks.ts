import { type Clock, CodedError } from '@millstream/core';
import type { Kysely } from 'kysely';
import type { AccountTables } from '../people/accounts-database.ts';

/** Counts failed sign-ins, so that passwords and codes cannot be tried one after another. */
export interface SignInLocks {
  /** @throws CodedError SIGN_IN_LOCKED when one of the keys failed too often */
  check(keys: readonly LockKey[]): Promise<void>;
  failed(keys: readonly LockKey[]): Promise<void>;
  succeeded(keys: readonly LockKey[]): Promise<void>;
}

/** What is locked: an account, or everything from an address. */
export interface LockKey {
  readonly kind: 'account' | 'address';
  readonly value: string;
}

/** Failures until the lock; many people may share an address. */
const mostFailures = { account: 10, address: 30 } as const;
const lockMs = 15 * 60_000;

/** Locks over an open database, so that a restart does not open them. */
export function createSignInLocks(database: Kysely<AccountTables>, clock: Clock): SignInLocks {
  const nameOf = ({ kind, value }: LockKey) => `${kind}:${value.toLowerCase()}`;
  return {
    async check(keys) {
      for (const key of keys) {
        const rows = database.selectFrom('sign_in_failure').selectAll().where('key', '=', nameOf(key));
        const row = await rows.executeTakeFirst();
        if (row === undefined || row.failures < mostFailures[key.kind]) continue;
        const leftMs = row.last_at + lockMs - clock.now();
        if (leftMs > 0) throw new CodedError('SIGN_IN_LOCKED', { seconds: Math.ceil(leftMs / 1000) });
      }
    },
    async failed(keys) {
      const now = clock.now();
      // What is over is forgotten here, so that the table stays small.
      await database
        .deleteFrom('sign_in_failure')
        .where('last_at', '<=', now - lockMs)
        .execute();
      for (const key of keys)
        await database
          .insertInto('sign_in_failure')
          .values({ key: nameOf(key), failures: 1, last_at: now })
          .onConflict((conflict) =>
            conflict
              .column('key')
              .doUpdateSet((eb) => ({ failures: eb('sign_in_failure.failures', '+', 1), last_at: now })),
          )
          .execute();
    },
    async succeeded(keys) {
      for (const key of keys)
        await database.deleteFrom('sign_in_failure').where('key', '=', nameOf(key)).execute();
    },
  };
}
