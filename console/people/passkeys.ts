import { type Clock, CodedError } from '@millstream/core';
import type { Kysely, Selectable } from 'kysely';
import type { AccountTables } from './accounts-database.ts';

/** A passkey of a person. */
export interface Passkey {
  /** Its credential id, base64url. */
  readonly id: string;
  readonly personId: string;
  readonly name: string;
  readonly publicKey: Uint8Array<ArrayBuffer>;
  readonly counter: number;
  readonly transports: readonly string[];
  /** Whether it is kept by a cloud account, so that losing the device does not lose it. */
  readonly isBackedUp: boolean;
  readonly createdAtMs: number;
  readonly lastUsedAtMs: number | null;
}

/** Passkeys of people; the ceremonies are the API's. */
export interface Passkeys {
  add(passkey: Omit<Passkey, 'createdAtMs' | 'lastUsedAtMs'>): Promise<void>;
  list(personId: string): Promise<readonly Passkey[]>;
  find(id: string): Promise<Passkey | null>;
  used(id: string, counter: number): Promise<void>;
  /** @throws CodedError NOT_FOUND */
  remove(personId: string, id: string): Promise<void>;
}

function toPasskey(row: Selectable<AccountTables['passkey']>): Passkey {
  return {
    id: row.credential_id,
    personId: row.person_id,
    name: row.name,
    publicKey: new Uint8Array(row.public_key),
    counter: row.counter,
    transports: JSON.parse(row.transports) as string[],
    isBackedUp: row.is_backed_up === 1,
    createdAtMs: row.created_at,
    lastUsedAtMs: row.last_used_at,
  };
}

/** Passkeys over an open database of people. */
export function createPasskeys(database: Kysely<AccountTables>, clock: Clock): Passkeys {
  return {
    async add({ id, personId, name, publicKey, counter, transports, isBackedUp }) {
      const row = {
        credential_id: id,
        person_id: personId,
        name,
        public_key: publicKey,
        counter,
        transports: JSON.stringify(transports),
        is_backed_up: Number(isBackedUp),
        created_at: clock.now(),
        last_used_at: null,
      };
      await database.insertInto('passkey').values(row).execute();
    },
    async list(personId) {
      const rows = database.selectFrom('passkey').selectAll().where('person_id', '=', personId);
      return (await rows.orderBy('created_at').execute()).map(toPasskey);
    },
    async find(id) {
      const rows = database.selectFrom('passkey').selectAll().where('credential_id', '=', id);
      const row = await rows.executeTakeFirst();
      return row === undefined ? null : toPasskey(row);
    },
    async used(id, counter) {
      const passkeys = database.updateTable('passkey').set({ counter, last_used_at: clock.now() });
      await passkeys.where('credential_id', '=', id).execute();
    },
    async remove(personId, id) {
      const passkeys = database.deleteFrom('passkey').where('credential_id', '=', id);
      const { numDeletedRows } = await passkeys.where('person_id', '=', personId).executeTakeFirst();
      if (numDeletedRows === 0n) throw new CodedError('NOT_FOUND', { what: 'The passkey' });
    },
  };
}
