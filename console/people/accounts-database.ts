import { Kysely, sql } from 'kysely';
import { nodeSqliteDialect } from '../store/node-sqlite-dialect.ts';
import { makePrivateFile } from '../store/private-file.ts';

/** Tables of people: those of the authentication library (dates are ISO texts), and ours (times epoch ms, 0/1, JSON text). */
export interface AccountTables {
  user: {
    id: string;
    name: string;
    email: string;
    emailVerified: number;
    image: string | null;
    createdAt: string;
    updatedAt: string;
    twoFactorEnabled: number | null;
  };
  session: {
    id: string;
    expiresAt: string;
    token: string;
    createdAt: string;
    updatedAt: string;
    ipAddress: string | null;
    userAgent: string | null;
    userId: string;
  };
  account: { id: string; accountId: string; providerId: string; userId: string; password: string | null };
  twoFactor: { id: string; userId: string; verified: number | null };
  person_state: { person_id: string; preferences: string; last_seen_at: number | null };
  /** `project_id` is empty for a role in all projects; `mapped` ones come from the sign-in provider. */
  person_grant: { person_id: string; role: string; project_id: string; source: 'own' | 'mapped' };
  one_time_link: {
    token_hash: string;
    kind: 'first-administrator' | 'invite' | 'reset';
    person_id: string | null;
    resets_second_factor: number;
    created_by: string;
    created_at: number;
    expires_at: number;
  };
  api_key: {
    id: string;
    person_id: string;
    name: string;
    key_hash: string;
    start: string;
    permissions: string;
    project_ids: string | null;
    created_at: number;
    expires_at: number | null;
    last_used_at: number | null;
  };
  passkey: {
    credential_id: string;
    person_id: string;
    name: string;
    public_key: Uint8Array;
    counter: number;
    transports: string;
    is_backed_up: number;
    created_at: number;
    last_used_at: number | null;
  };
  sign_in_failure: { key: string; failures: number; last_at: number };
  sign_in_setting: { name: string; value: string };
  audit_entry: {
    id: number | null;
    at: number;
    person: string;
    caller: string;
    credential_id: string | null;
    address: string;
    method: string;
    route: string;
    project_id: string | null;
    app_id: string | null;
    object: string | null;
    before: string | null;
    after: string | null;
    status: number;
    code: string | null;
  };
}

const statements = [
  `create table if not exists person_state (
    person_id text primary key, preferences text not null, last_seen_at bigint)`,
  `create table if not exists person_grant (
    person_id text not null, role text not null, project_id text not null, source text not null,
    primary key (person_id, role, project_id, source))`,
  `create table if not exists one_time_link (
    token_hash text primary key, kind text not null, person_id text, resets_second_factor integer not null,
    created_by text not null, created_at bigint not null, expires_at bigint not null)`,
  `create table if not exists api_key (
    id text primary key, person_id text not null, name text not null, key_hash text not null unique, start text not null,
    permissions text not null, project_ids text, created_at bigint not null, expires_at bigint, last_used_at bigint)`,
  `create table if not exists passkey (
    credential_id text primary key, person_id text not null, name text not null, public_key blob not null,
    counter bigint not null, transports text not null, is_backed_up integer not null, created_at bigint not null,
    last_used_at bigint)`,
  `create table if not exists sign_in_failure (
    key text primary key, failures integer not null, last_at bigint not null)`,
  'create table if not exists sign_in_setting (name text primary key, value text not null)',
  `create table if not exists audit_entry (
    id integer primary key, at bigint not null, person text not null, caller text not null, credential_id text,
    address text not null, method text not null, route text not null, project_id text, app_id text, object text,
    before text, after text, status integer not null, code text)`,
  'create index if not exists audit_entry_at on audit_entry (at)',
];

/** Opens the file of people at `path`, readable by its owner only, and creates the tables of ours that are missing. */
export async function openAccountsDatabase(path: string): Promise<Kysely<AccountTables>> {
  makePrivateFile(path);
  const database = new Kysely<AccountTables>({ dialect: nodeSqliteDialect(path) });
  await database.transaction().execute(async (transaction) => {
    for (const statement of statements) await sql.raw(statement).execute(transaction);
  });
  return database;
}
