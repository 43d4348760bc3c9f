import { CodedError } from '@millstream/core';
import type { Kysely, Transaction } from 'kysely';
import { type Role, roles } from '../rights/permissions.ts';
import type { Grant } from '../rights/rights.ts';
import type { AccountTables } from './accounts-database.ts';

/** Roles of people. Those given here win; people without any have the ones that the sign-in provider maps. */
export interface Grants {
  /** Roles in force. */
  of(personId: string): Promise<readonly Grant[]>;
  /** Roles in force of everybody. */
  all(): Promise<ReadonlyMap<string, readonly Grant[]>>;
  /** Replaces the roles given here. @throws CodedError LAST_ADMINISTRATOR */
  set(personId: string, grants: readonly Grant[]): Promise<void>;
  /** Replaces what the sign-in provider said. */
  setMapped(personId: string, grants: readonly Grant[]): Promise<void>;
  /** Whether somebody is administrator of everything. */
  hasAdministrator(): Promise<boolean>;
  /** Takes the roles in a project from everybody: its id may be given to another project. */
  forgetProject(projectId: string): Promise<void>;
  /** Takes everything away. @throws CodedError LAST_ADMINISTRATOR */
  remove(personId: string): Promise<void>;
}

type Source = AccountTables['person_grant']['source'];

/** Roles over an open database of people. */
export function createGrants(database: Kysely<AccountTables>): Grants {
  async function all(from: Kysely<AccountTables> = database): Promise<Map<string, Grant[]>> {
    const rows = await from.selectFrom('person_grant').selectAll().execute();
    const withOwn = new Set(rows.filter(({ source }) => source === 'own').map((row) => row.person_id));
    const grants = new Map<string, Grant[]>();
    for (const row of rows) {
      const isInForce = row.source === 'own' || !withOwn.has(row.person_id);
      const role = roles.find((known) => known === row.role);
      if (!isInForce || role === undefined) continue;
      const grant = { role, projectId: row.project_id === '' ? null : row.project_id };
      grants.set(row.person_id, [...(grants.get(row.person_id) ?? []), grant]);
    }
    return grants;
  }

  /** Runs a change; undoes it when nobody would be administrator any more. */
  async function keepingAnAdministrator(
    change: (transaction: Transaction<AccountTables>) => Promise<void>,
  ): Promise<void> {
    await database.transaction().execute(async (transaction) => {
      const before = hasAdministrator(await all(transaction));
      await change(transaction);
      if (before && !hasAdministrator(await all(transaction))) throw new CodedError('LAST_ADMINISTRATOR');
    });
  }

  async function replace(
    from: Kysely<AccountTables>,
    change: { readonly personId: string; readonly source: Source; readonly grants: readonly Grant[] },
  ): Promise<void> {
    const { personId: person_id, source, grants } = change;
    await from
      .deleteFrom('person_grant')
      .where('person_id', '=', person_id)
      .where('source', '=', source)
      .execute();
    const keys = new Set(grants.map(({ role, projectId }) => JSON.stringify([role, projectId ?? ''])));
    const rows = [...keys].map((key) => {
      const [role, project_id] = JSON.parse(key) as [Role, string];
      return { person_id, role, project_id, source };
    });
    if (rows.length > 0) await from.insertInto('person_grant').values(rows).execute();
  }

  return {
    all,
    async of(personId) {
      return (await all()).get(personId) ?? [];
    },
    set: (personId, grants) =>
      keepingAnAdministrator((transaction) => replace(transaction, { personId, source: 'own', grants })),
    setMapped: (personId, grants) => replace(database, { personId, source: 'mapped', grants }),
    hasAdministrator: async () => hasAdministrator(await all()),
    async forgetProject(projectId) {
      await database.deleteFrom('person_grant').where('project_id', '=', projectId).execute();
    },
    remove: (personId) =>
      keepingAnAdministrator(async (transaction) => {
        await transaction.deleteFrom('person_grant').where('person_id', '=', personId).execute();
      }),
  };
}

function hasAdministrator(grants: ReadonlyMap<string, readonly Grant[]>): boolean {
  return [...grants.values()].some((list) =>
    list.some(({ role, projectId }) => role === 'Admin' && projectId === null),
  );
}
