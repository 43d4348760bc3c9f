import { type Clock, CodedError } from '@millstream/core';
import type { Kysely } from 'kysely';
import type { AccountTables } from '../people/accounts-database.ts';

/** Counts failed sign-ins, so that passwords and codes cannot be tried one after another, nor many at once. */
export interface SignInLocks {
  /**
   * Runs a try; one that throws has failed. It counts from its beginning, so that tries at the same time see each other.
   * @throws CodedError SIGN_IN_LOCKED when one of the keys failed too often; and what the try throws
   */
  attempt<T>(keys: readonly LockKey[], run: () => Promise<T>): Promise<T>;
  /** Forgets the failures of before. */
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
  async function begin(key: LockKey): Promise<{ readonly failures: number; readonly last_at: number }> {
    const values = { key: nameOf(key), failures: 1, last_at: clock.now() };
    return database
      .insertInto('sign_in_failure')
      .values(values)
      .onConflict((conflict) =>
        conflict.column('key').doUpdateSet((eb) => ({ failures: eb('sign_in_failure.failures', '+', 1) })),
      )
      .returning(['failures', 'last_at'])
      .executeTakeFirstOrThrow();
  }
  async function giveBack(keys: readonly LockKey[]): Promise<void> {
    for (const key of keys) {
      const row = database.updateTable('sign_in_failure').where('key', '=', nameOf(key));
      await row.set((eb) => ({ failures: eb('failures', '-', 1) })).execute();
    }
    await database.deleteFrom('sign_in_failure').where('failures', '<=', 0).execute();
  }
  async function beginAll(keys: readonly LockKey[]): Promise<void> {
    const now = clock.now();
    // What is over is forgotten here, so that the table stays small.
    await database
      .deleteFrom('sign_in_failure')
      .where('last_at', '<=', now - lockMs)
      .execute();
    for (const [index, key] of keys.entries()) {
      const { failures, last_at } = await begin(key);
      if (failures <= mostFailures[key.kind]) continue;
      await giveBack(keys.slice(0, index + 1));
      throw new CodedError('SIGN_IN_LOCKED', { seconds: Math.ceil((last_at + lockMs - now) / 1000) });
    }
  }
  return {
    async attempt(keys, run) {
      await beginAll(keys);
      try {
        const result = await run();
        await giveBack(keys);
        return result;
      } catch (error) {
        const names = keys.map(nameOf);
        const failed = database.updateTable('sign_in_failure').set({ last_at: clock.now() });
        await failed.where('key', 'in', names).execute();
        throw error;
      }
    },
    async succeeded(keys) {
      for (const key of keys)
        await database.deleteFrom('sign_in_failure').where('key', '=', nameOf(key)).execute();
    },
  };
}
