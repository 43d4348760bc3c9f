import { randomUUID } from 'node:crypto';
import { type Clock, CodedError } from '@millstream/core';
import type { Kysely, Selectable } from 'kysely';
import { type Permission, permissions } from '../rights/permissions.ts';
import type { KeyScope } from '../rights/rights.ts';
import type { AccountTables } from './accounts-database.ts';
import { newSecret, secretHash } from './secret-hash.ts';

/** What a key is called and may do; its owner's rights bound it at each call. */
export interface NewApiKey extends KeyScope {
  readonly personId: string;
  readonly name: string;
  readonly expiresAtMs: number | null;
}

/** A key, without its secret. */
export interface ApiKey extends NewApiKey {
  readonly id: string;
  /** Its first characters, to know it by. */
  readonly start: string;
  readonly createdAtMs: number;
  readonly lastUsedAtMs: number | null;
}

/** Keys for scripts. Only hashes of them are stored. */
export interface ApiKeys {
  /** The secret is in this answer only. */
  create(key: NewApiKey): Promise<{ readonly key: ApiKey; readonly secret: string }>;
  /** Keys of a person, newest first. */
  list(personId: string): Promise<readonly ApiKey[]>;
  /** The key that a secret belongs to; null when there is none, or it is over. */
  find(secret: string): Promise<ApiKey | null>;
  /** Takes a project out of the scopes of keys: its id may be given to another project. */
  forgetProject(projectId: string): Promise<void>;
  /** Ends a key. @throws CodedError NOT_FOUND */
  revoke(personId: string, id: string): Promise<void>;
}

/** What every key begins with, so that scanners of repositories know it. */
export const apiKeyPrefix = 'ms_';
const usedEveryMs = 60_000;

function toKey(row: Selectable<AccountTables['api_key']>): ApiKey {
  const known = (name: string): name is Permission => name in permissions;
  return {
    id: row.id,
    personId: row.person_id,
    name: row.name,
    start: row.start,
    permissions: (JSON.parse(row.permissions) as string[]).filter(known),
    projectIds: row.project_ids === null ? null : (JSON.parse(row.project_ids) as string[]),
    createdAtMs: row.created_at,
    expiresAtMs: row.expires_at,
    lastUsedAtMs: row.last_used_at,
  };
}

/** Keys over an open database of people. */
export function createApiKeys(database: Kysely<AccountTables>, clock: Clock): ApiKeys {
  return {
    async create({ personId, name, permissions: scope, projectIds, expiresAtMs }) {
      const secret = `${apiKeyPrefix}${newSecret()}`;
      const row = {
        id: randomUUID(),
        person_id: personId,
        name,
        key_hash: secretHash(secret),
        start: secret.slice(0, 8),
        permissions: JSON.stringify(scope),
        project_ids: projectIds === null ? null : JSON.stringify(projectIds),
        created_at: clock.now(),
        expires_at: expiresAtMs,
        last_used_at: null,
      };
      await database.insertInto('api_key').values(row).execute();
      return { key: toKey(row), secret };
    },
    async list(personId) {
      const rows = database.selectFrom('api_key').selectAll().where('person_id', '=', personId);
      return (await rows.orderBy('created_at', 'desc').execute()).map(toKey);
    },
    async find(secret) {
      const keys = database.selectFrom('api_key').selectAll();
      const row = await keys.where('key_hash', '=', secretHash(secret)).executeTakeFirst();
      const now = clock.now();
      if (row === undefined || (row.expires_at !== null && row.expires_at <= now)) return null;
      // Not at every call: it would be a write for each read.
      if ((row.last_used_at ?? 0) < now - usedEveryMs)
        await database.updateTable('api_key').set({ last_used_at: now }).where('id', '=', row.id).execute();
      return toKey(row);
    },
    async forgetProject(projectId) {
      const scoped = database.selectFrom('api_key').selectAll().where('project_ids', 'is not', null);
      for (const key of (await scoped.execute()).map(toKey)) {
        if (key.projectIds === null || !key.projectIds.includes(projectId)) continue;
        const project_ids = JSON.stringify(key.projectIds.filter((id) => id !== projectId));
        await database.updateTable('api_key').set({ project_ids }).where('id', '=', key.id).execute();
      }
    },
    async revoke(personId, id) {
      const keys = database.deleteFrom('api_key').where('id', '=', id).where('person_id', '=', personId);
      const { numDeletedRows } = await keys.executeTakeFirst();
      if (numDeletedRows === 0n) throw new CodedError('NOT_FOUND', { what: 'The API key' });
    },
  };
}
