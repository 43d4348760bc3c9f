import { type Clock, CodedError } from '@millstream/core';
import type { Kysely } from 'kysely';
import type { Grant } from '../rights/rights.ts';
import type { AccountTables } from './accounts-database.ts';
import type { Grants } from './grants.ts';

/** How a person can sign in; nobody can before the invitation is used. */
export type SignInKind = 'password' | 'totp' | 'passkey' | 'oidc';

/** A person who may sign in. */
export interface Person {
  readonly id: string;
  readonly email: string;
  readonly name: string;
  readonly signInKinds: readonly SignInKind[];
  /** Roles in force. */
  readonly grants: readonly Grant[];
  /** True when the roles come from the sign-in provider. */
  readonly hasMappedRoles: boolean;
  readonly createdAtMs: number;
  readonly lastSeenAtMs: number | null;
}

/** A signed-in device. */
export interface PersonSession {
  readonly id: string;
  readonly address: string | null;
  readonly userAgent: string | null;
  readonly createdAtMs: number;
  readonly lastUsedAtMs: number;
  readonly expiresAtMs: number;
}

/** The people of the installation, with what belongs to them. Creating them is the authentication's. */
export interface People {
  list(): Promise<readonly Person[]>;
  /** @throws CodedError NOT_FOUND */
  read(personId: string): Promise<Person>;
  findByEmail(email: string): Promise<Person | null>;
  rename(personId: string, name: string): Promise<void>;
  /** Takes a person with everything of theirs. @throws CodedError NOT_FOUND, LAST_ADMINISTRATOR */
  remove(personId: string): Promise<void>;
  /** Remembers that a person was here; at most once a minute. */
  seen(personId: string): Promise<void>;
  preferences(personId: string): Promise<Readonly<Record<string, unknown>>>;
  /** Merges by key; null takes a key away. @throws CodedError USAGE when they become too large */
  setPreferences(personId: string, changes: Readonly<Record<string, unknown>>): Promise<void>;
  /** Sessions that are not over, last used first. */
  sessions(personId: string): Promise<readonly PersonSession[]>;
  /** Ends one session. @throws CodedError NOT_FOUND */
  endSession(personId: string, sessionId: string): Promise<void>;
  /** Ends the session of a cookie. */
  endSessionByToken(token: string): Promise<void>;
  /** Ends all sessions but one (null: all); answers how many. */
  endSessions(personId: string, but: string | null): Promise<number>;
  /** Takes the second factor away. */
  removeSecondFactor(personId: string): Promise<void>;
}

const mostPreferenceBytes = 64 * 1024;
const seenEveryMs = 60_000;

/** People over an open database. */
export function createPeople(database: Kysely<AccountTables>, grants: Grants, clock: Clock): People {
  const seenAt = new Map<string, number>();

  async function read(condition: { id: string } | { email: string } | null): Promise<readonly Person[]> {
    const users = database.selectFrom('user').selectAll().orderBy('createdAt');
    const rows = await (condition === null
      ? users
      : 'id' in condition
        ? users.where('id', '=', condition.id)
        : users.where('email', '=', condition.email.toLowerCase())
    ).execute();
    const [inForce, own, accounts, passkeys, states] = await Promise.all([
      grants.all(),
      database.selectFrom('person_grant').select('person_id').where('source', '=', 'own').execute(),
      database.selectFrom('account').select(['userId', 'providerId', 'password']).execute(),
      database.selectFrom('passkey').select('person_id').execute(),
      database.selectFrom('person_state').select(['person_id', 'last_seen_at']).execute(),
    ]);
    const withOwn = new Set(own.map(({ person_id }) => person_id));
    const withPasskey = new Set(passkeys.map(({ person_id }) => person_id));
    const lastSeen = new Map(states.map((state) => [state.person_id, state.last_seen_at]));
    return rows.map((row) => {
      const mine = accounts.filter(({ userId }) => userId === row.id);
      const kinds: Readonly<Record<SignInKind, boolean>> = {
        password: mine.some(({ password }) => password !== null),
        totp: row.twoFactorEnabled === 1,
        passkey: withPasskey.has(row.id),
        oidc: mine.some(({ providerId }) => providerId === 'oidc'),
      };
      const held = inForce.get(row.id) ?? [];
      return {
        id: row.id,
        email: row.email,
        name: row.name,
        signInKinds: (Object.keys(kinds) as SignInKind[]).filter((kind) => kinds[kind]),
        grants: held,
        hasMappedRoles: held.length > 0 && !withOwn.has(row.id),
        createdAtMs: Date.parse(row.createdAt),
        lastSeenAtMs: lastSeen.get(row.id) ?? null,
      };
    });
  }

  async function stateOf(
    personId: string,
    reader: Kysely<AccountTables> = database,
  ): Promise<Record<string, unknown>> {
    const states = reader.selectFrom('person_state').select('preferences');
    const row = await states.where('person_id', '=', personId).executeTakeFirst();
    return row === undefined ? {} : (JSON.parse(row.preferences) as Record<string, unknown>);
  }

  return {
    list: () => read(null),
    async read(personId) {
      const [person] = await read({ id: personId });
      if (person === undefined) throw new CodedError('NOT_FOUND', { what: 'The person' });
      return person;
    },
    async findByEmail(email) {
      return (await read({ email }))[0] ?? null;
    },
    async rename(personId, name) {
      await database.updateTable('user').set({ name }).where('id', '=', personId).execute();
    },
    async remove(personId) {
      if ((await read({ id: personId })).length === 0)
        throw new CodedError('NOT_FOUND', { what: 'The person' });
      await grants.remove(personId);
      await database.transaction().execute(async (transaction) => {
        for (const table of ['api_key', 'passkey', 'one_time_link', 'person_state'] as const)
          await transaction.deleteFrom(table).where('person_id', '=', personId).execute();
        for (const table of ['session', 'account', 'twoFactor'] as const)
          await transaction.deleteFrom(table).where('userId', '=', personId).execute();
        await transaction.deleteFrom('user').where('id', '=', personId).execute();
      });
    },
    async seen(personId) {
      const now = clock.now();
      if ((seenAt.get(personId) ?? 0) > now - seenEveryMs) return;
      seenAt.set(personId, now);
      await database
        .insertInto('person_state')
        .values({ person_id: personId, preferences: '{}', last_seen_at: now })
        .onConflict((conflict) => conflict.column('person_id').doUpdateSet({ last_seen_at: now }))
        .execute();
    },
    preferences: (personId) => stateOf(personId),
    async setPreferences(personId, changes) {
      // A page sends several choices at once: none may write over another that it has not read.
      await database.transaction().execute(async (transaction) => {
        const merged = { ...(await stateOf(personId, transaction)), ...changes };
        const kept = Object.fromEntries(Object.entries(merged).filter(([, value]) => value !== null));
        const preferences = JSON.stringify(kept);
        if (Buffer.byteLength(preferences) > mostPreferenceBytes)
          throw new CodedError('USAGE', { problem: 'preferences: more than 64 KB' });
        await transaction
          .insertInto('person_state')
          .values({ person_id: personId, preferences, last_seen_at: null })
          .onConflict((conflict) => conflict.column('person_id').doUpdateSet({ preferences }))
          .execute();
      });
    },
    async sessions(personId) {
      const now = new Date(clock.now()).toISOString();
      const sessions = database.selectFrom('session').selectAll().where('userId', '=', personId);
      const rows = await sessions.where('expiresAt', '>', now).orderBy('updatedAt', 'desc').execute();
      return rows.map((row) => ({
        id: row.id,
        address: row.ipAddress,
        userAgent: row.userAgent,
        createdAtMs: Date.parse(row.createdAt),
        lastUsedAtMs: Date.parse(row.updatedAt),
        expiresAtMs: Date.parse(row.expiresAt),
      }));
    },
    async endSession(personId, sessionId) {
      const sessions = database.deleteFrom('session').where('id', '=', sessionId);
      const { numDeletedRows } = await sessions.where('userId', '=', personId).executeTakeFirst();
      if (numDeletedRows === 0n) throw new CodedError('NOT_FOUND', { what: 'The session' });
    },
    async endSessionByToken(token) {
      await database.deleteFrom('session').where('token', '=', token).execute();
    },
    async endSessions(personId, but) {
      const sessions = database.deleteFrom('session').where('userId', '=', personId);
      const ended = await (but === null ? sessions : sessions.where('id', '!=', but)).executeTakeFirst();
      return Number(ended.numDeletedRows);
    },
    async removeSecondFactor(personId) {
      await database.deleteFrom('twoFactor').where('userId', '=', personId).execute();
      await database.updateTable('user').set({ twoFactorEnabled: 0 }).where('id', '=', personId).execute();
    },
  };
}
