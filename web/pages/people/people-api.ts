import { useApi } from '../../api/use-api.ts';

/** Roles in the order of the table of rights. */
export const roleNames = ['Admin', 'Operator', 'Analyst', 'AnalystReader'] as const;

/** A role. */
export type RoleName = (typeof roleNames)[number];

/** A role everywhere (`null`) or in one project. */
export interface GrantEntry {
  readonly role: RoleName;
  readonly projectId: string | null;
}

/** A person as the API lists them. */
export interface PersonEntry {
  readonly id: string;
  readonly email: string;
  readonly name: string;
  readonly signInKinds: readonly ('password' | 'totp' | 'passkey' | 'oidc')[];
  readonly grants: readonly GrantEntry[];
  readonly hasMappedRoles: boolean;
  readonly createdAtMs: number;
  readonly lastSeenAtMs: number | null;
}

/** A signed-in device. */
export interface SessionEntry {
  readonly id: string;
  readonly address: string | null;
  readonly userAgent: string | null;
  readonly createdAtMs: number;
  readonly lastUsedAtMs: number;
  readonly isThis?: boolean;
}

/** An API key without its secret. */
export interface KeyEntry {
  readonly id: string;
  readonly name: string;
  readonly start: string;
  readonly permissions: readonly string[];
  readonly projectIds: readonly string[] | null;
  readonly createdAtMs: number;
  readonly expiresAtMs: number | null;
  readonly lastUsedAtMs: number | null;
}

/** A one-time link, as a path of the pages. */
export interface LinkEntry {
  readonly path: string;
  readonly expiresAtMs: number;
}

/** Everybody. */
export function usePeople() {
  return useApi<readonly PersonEntry[]>({ path: '/users' });
}

/** Who is administrator of everything. */
export function administratorsOf(people: readonly PersonEntry[]): readonly PersonEntry[] {
  return people.filter(({ grants }) =>
    grants.some(({ role, projectId }) => role === 'Admin' && projectId === null),
  );
}
