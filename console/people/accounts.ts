import type { Clock } from '@millstream/core';
import type { Kysely } from 'kysely';
import { type AuditLog, createAuditLog } from '../audit/audit-log.ts';
import { createSignInLocks, type SignInLocks } from '../sign-in/sign-in-locks.ts';
import { createSignInSettings, type SignInSettingsStore } from '../sign-in/sign-in-settings.ts';
import { type AccountTables, openAccountsDatabase } from './accounts-database.ts';
import { type ApiKeys, createApiKeys } from './api-keys.ts';
import { createGrants, type Grants } from './grants.ts';
import { createOneTimeLinks, type OneTimeLinks } from './one-time-links.ts';
import { createPasskeys, type Passkeys } from './passkeys.ts';
import { createPeople, type People } from './people.ts';

/** Everything about people and their rights: one file, so that a copy of it is whole. */
export interface Accounts {
  /** The open database, which the authentication library keeps its own tables in. */
  readonly database: Kysely<AccountTables>;
  readonly people: People;
  readonly grants: Grants;
  readonly links: OneTimeLinks;
  readonly keys: ApiKeys;
  readonly passkeys: Passkeys;
  readonly locks: SignInLocks;
  readonly settings: SignInSettingsStore;
  readonly audit: AuditLog;
  close(): Promise<void>;
}

/** Opens the file of people; the library's tables must be made before people are read. */
export async function openAccounts(path: string, clock: Clock): Promise<Accounts> {
  const database = await openAccountsDatabase(path);
  const grants = createGrants(database);
  return {
    database,
    grants,
    people: createPeople(database, grants, clock),
    links: createOneTimeLinks(database, clock),
    keys: createApiKeys(database, clock),
    passkeys: createPasskeys(database, clock),
    locks: createSignInLocks(database, clock),
    settings: createSignInSettings(database),
    audit: createAuditLog(database, clock),
    close: () => database.destroy(),
  };
}
