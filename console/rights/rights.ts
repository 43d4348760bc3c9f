import { type Permission, permissions, type Role, roles } from './permissions.ts';

/** One role of a person: everywhere, or in one project. */
export interface Grant {
  readonly role: Role;
  /** `null`: in every project, those to come too. */
  readonly projectId: string | null;
}

/** What narrows an API key: it never has more than its owner. */
export interface KeyScope {
  readonly permissions: readonly Permission[];
  /** `null`: every project that the owner may see. */
  readonly projectIds: readonly string[] | null;
}

/** What somebody may do, and where. */
export interface Rights {
  /** Whether the right holds in the project; `null` asks for all projects. */
  may(permission: Permission, projectId: string | null): boolean;
  /** Projects in which the right holds. */
  projectsWith(permission: Permission): 'all' | ReadonlySet<string>;
}

/** Whether a role has a right. */
export function roleHas(role: Role, permission: Permission): boolean {
  return (permissions[permission] as readonly Role[]).includes(role);
}

/** Roles that have a right, in the order of the table. */
export function rolesWith(permission: Permission): readonly Role[] {
  return roles.filter((role) => roleHas(role, permission));
}

/** Rights of several roles, added up; a scope takes away from them. */
export function rightsOf(grants: readonly Grant[], scope: KeyScope | null = null): Rights {
  function projectsOfRoles(permission: Permission): 'all' | ReadonlySet<string> {
    const places = grants.filter(({ role }) => roleHas(role, permission)).map(({ projectId }) => projectId);
    return places.includes(null) ? 'all' : new Set(places.filter((place) => place !== null));
  }
  function projectsWith(permission: Permission): 'all' | ReadonlySet<string> {
    const held = projectsOfRoles(permission);
    if (scope === null) return held;
    if (!scope.permissions.includes(permission)) return new Set();
    if (scope.projectIds === null) return held;
    return new Set(scope.projectIds.filter((projectId) => held === 'all' || held.has(projectId)));
  }
  return {
    projectsWith,
    may(permission, projectId) {
      const places = projectsWith(permission);
      return places === 'all' || (projectId !== null && places.has(projectId));
    },
  };
}
