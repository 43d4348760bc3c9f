import { type Clock, CodedError } from '@millstream/core';
import type { Kysely } from 'kysely';
import type { AccountTables } from './accounts-database.ts';
import { newSecret, secretHash } from './secret-hash.ts';

/** What a link is for: to set the installation up, to join it, or to get in again. */
export type LinkKind = AccountTables['one_time_link']['kind'];

/** A link to be made. */
export interface NewLink {
  readonly kind: LinkKind;
  /** Whose it is; `null` for the first administrator's. */
  readonly personId: string | null;
  /** Whether using it also takes the second factor away. */
  readonly resetsSecondFactor: boolean;
  readonly createdBy: string;
}

/** A link that still works. */
export interface OpenLink {
  readonly kind: LinkKind;
  readonly personId: string | null;
  readonly resetsSecondFactor: boolean;
  readonly expiresAtMs: number;
}

/** Links that work once. Only hashes of them are stored. */
export interface OneTimeLinks {
  /** Answers with the secret part. A newer link of the same person ends older ones. */
  create(link: NewLink): Promise<{ readonly token: string; readonly expiresAtMs: number }>;
  /** What a link is good for. @throws CodedError LINK_INVALID when it was used, expired or never made */
  look(token: string): Promise<OpenLink>;
  /** Ends a link; of several callers only one gets it. @throws CodedError LINK_INVALID */
  take(token: string): Promise<OpenLink>;
  /** Ends the open links of a person, or (null) those to set the installation up. */
  end(personId: string | null): Promise<void>;
}

const lifeMs = 7 * 86_400_000;

/** Links over an open database of people. */
export function createOneTimeLinks(database: Kysely<AccountTables>, clock: Clock): OneTimeLinks {
  function opened(row: AccountTables['one_time_link'] | undefined): OpenLink {
    if (row === undefined || row.expires_at <= clock.now()) throw new CodedError('LINK_INVALID');
    return {
      kind: row.kind,
      personId: row.person_id,
      resetsSecondFactor: row.resets_second_factor === 1,
      expiresAtMs: row.expires_at,
    };
  }
  async function end(personId: string | null): Promise<void> {
    const links = database.deleteFrom('one_time_link');
    await (personId === null
      ? links.where('person_id', 'is', null)
      : links.where('person_id', '=', personId)
    ).execute();
  }
  return {
    end,
    async create({ kind, personId, resetsSecondFactor, createdBy }) {
      await end(personId);
      const token = newSecret();
      const now = clock.now();
      const row = {
        token_hash: secretHash(token),
        kind,
        person_id: personId,
        resets_second_factor: Number(resetsSecondFactor),
        created_by: createdBy,
        created_at: now,
        expires_at: now + lifeMs,
      };
      await database.insertInto('one_time_link').values(row).execute();
      return { token, expiresAtMs: row.expires_at };
    },
    async look(token) {
      const links = database.selectFrom('one_time_link').selectAll();
      return opened(await links.where('token_hash', '=', secretHash(token)).executeTakeFirst());
    },
    async take(token) {
      const links = database.deleteFrom('one_time_link').where('token_hash', '=', secretHash(token));
      return opened(await links.returningAll().executeTakeFirst());
    },
  };
}
