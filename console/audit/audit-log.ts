import type { Clock } from '@millstream/core';
import type { Kysely, SelectQueryBuilder } from 'kysely';
import type { AccountTables } from '../people/accounts-database.ts';
import { isSecretName } from './secret-name.ts';

/** One change of anything, with who made it. */
export interface AuditEntry {
  readonly id: number;
  readonly atMs: number;
  readonly person: string;
  /** How the person was known: session, key, the local token, or nobody. */
  readonly caller: 'session' | 'key' | 'local' | 'nobody';
  readonly credentialId: string | null;
  readonly address: string;
  readonly method: string;
  /** The route's pattern. */
  readonly route: string;
  readonly projectId: string | null;
  readonly appId: string | null;
  readonly object: string | null;
  /** Secrets are masked. */
  readonly before: unknown;
  readonly after: unknown;
  readonly status: number;
  /** Error code when it was refused or failed. */
  readonly code: string | null;
}

/** Which entries to show. */
export interface AuditFilter {
  readonly person?: string;
  readonly projectId?: string;
  /** Part of route or object. */
  readonly text?: string;
  readonly outcome?: 'done' | 'refused';
  readonly fromMs?: number;
  readonly untilMs?: number;
}

/** Who changed what, kept for 400 days. */
export interface AuditLog {
  add(entry: Omit<AuditEntry, 'id' | 'atMs'>): Promise<void>;
  count(filter: AuditFilter): Promise<number>;
  /** Newest first. */
  list(filter: AuditFilter, page: { readonly offset: number; readonly limit: number }): Promise<AuditEntry[]>;
}

const keepMs = 400 * 86_400_000;
const longestValue = 100_000;
/** Deeper values are cut: nesting must not keep a change out of the log. */
const deepest = 50;

/** The value with everything that its name calls secret hidden. */
export function maskedValue(value: unknown, depth = 0): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (depth >= deepest) return '…';
  const inside = (inner: unknown) => maskedValue(inner, depth + 1);
  if (Array.isArray(value)) return value.map(inside);
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [
      name,
      isSecretName(name) && inner !== null && typeof inner !== 'boolean' ? '•••' : inside(inner),
    ]),
  );
}

function toText(value: unknown): string | null {
  if (value === undefined || value === null) return null;
  const text = JSON.stringify(maskedValue(value)) ?? null;
  return text !== null && text.length > longestValue
    ? JSON.stringify(`${text.slice(0, 1000)}… (${text.length} characters)`)
    : text;
}

/** The log over an open database of people. */
export function createAuditLog(database: Kysely<AccountTables>, clock: Clock): AuditLog {
  let forgottenAt = 0;
  async function forgetOld(): Promise<void> {
    const now = clock.now();
    if (now - forgottenAt < 86_400_000) return;
    forgottenAt = now;
    await database
      .deleteFrom('audit_entry')
      .where('at', '<', now - keepMs)
      .execute();
  }
  return {
    async add({ before, after, ...entry }) {
      await forgetOld();
      const row = {
        id: null,
        at: clock.now(),
        person: entry.person,
        caller: entry.caller,
        credential_id: entry.credentialId,
        address: entry.address,
        method: entry.method,
        route: entry.route,
        project_id: entry.projectId,
        app_id: entry.appId,
        object: entry.object,
        before: toText(before),
        after: toText(after),
        status: entry.status,
        code: entry.code,
      };
      await database.insertInto('audit_entry').values(row).execute();
    },
    async count(filter) {
      const entries = matching(database.selectFrom('audit_entry'), filter);
      const row = await entries.select((eb) => eb.fn.countAll<number>().as('count')).executeTakeFirst();
      return Number(row?.count ?? 0);
    },
    async list(filter, { offset, limit }) {
      const entries = matching(database.selectFrom('audit_entry'), filter).selectAll();
      const rows = await entries.orderBy('id', 'desc').limit(limit).offset(offset).execute();
      return rows.map((row) => ({
        id: row.id ?? 0,
        atMs: row.at,
        person: row.person,
        caller: row.caller as AuditEntry['caller'],
        credentialId: row.credential_id,
        address: row.address,
        method: row.method,
        route: row.route,
        projectId: row.project_id,
        appId: row.app_id,
        object: row.object,
        before: row.before === null ? null : JSON.parse(row.before),
        after: row.after === null ? null : JSON.parse(row.after),
        status: row.status,
        code: row.code,
      }));
    },
  };
}

function matching<Output>(
  entries: SelectQueryBuilder<AccountTables, 'audit_entry', Output>,
  filter: AuditFilter,
): SelectQueryBuilder<AccountTables, 'audit_entry', Output> {
  const { person, projectId, text, outcome, fromMs, untilMs } = filter;
  let asked = entries;
  if (person !== undefined) asked = asked.where('person', '=', person);
  if (projectId !== undefined) asked = asked.where('project_id', '=', projectId);
  if (outcome !== undefined) asked = asked.where('status', outcome === 'done' ? '<' : '>=', 400);
  if (fromMs !== undefined) asked = asked.where('at', '>=', fromMs);
  if (untilMs !== undefined) asked = asked.where('at', '<', untilMs);
  if (text !== undefined) {
    // The wildcards of LIKE stand for themselves in what a person types.
    const pattern = `%${text.replace(/[%_]/g, '')}%`;
    asked = asked.where((eb) => eb.or([eb('route', 'like', pattern), eb('object', 'like', pattern)]));
  }
  return asked;
}
