import { useCallback } from 'react';
import { useSay } from '../../i18n/language.tsx';
import { type GrantEntry, type RoleName, roleNames } from './people-api.ts';

/** Projects by the set of roles that holds in them: `null` stands for all. */
function placesByRoles(grants: readonly GrantEntry[]): ReadonlyMap<string, readonly (string | null)[]> {
  const byPlace = new Map<string | null, RoleName[]>();
  for (const { role, projectId } of grants) byPlace.set(projectId, [...(byPlace.get(projectId) ?? []), role]);
  const places = new Map<string, (string | null)[]>();
  for (const [place, held] of byPlace) {
    const key = roleNames.filter((role) => held.includes(role)).join(' ');
    places.set(key, [...(places.get(key) ?? []), place]);
  }
  return places;
}

/** Says what roles let a person do: "Can view dashboards and run explorations in first and shop. Cannot change anything." */
export function useRolesSentence(): (grants: readonly GrantEntry[]) => string {
  const say = useSay();
  return useCallback(
    (grants) => {
      if (grants.length === 0) return say('people.canNothing');
      return [...placesByRoles(grants)]
        .map(([key, places]) => {
          const held = key.split(' ') as RoleName[];
          // What a stronger role includes is not said twice.
          const said = held.includes('Admin')
            ? (['Admin'] as const)
            : held.filter((role) => role !== 'AnalystReader' || !held.includes('Analyst'));
          const where = places.includes(null)
            ? say('people.everywhere')
            : say('people.inProjects', { projects: places.join(', ') });
          return said.map((role) => say(`people.can.${role}`, { where })).join(' ');
        })
        .join(' ');
    },
    [say],
  );
}
