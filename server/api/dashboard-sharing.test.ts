import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type Role, rightsOf } from '@millstream/console';
import { sightOf } from './dashboard-sharing.ts';

const dashboard = (roles: readonly string[], byLink: boolean) => ({
  projectId: 'shop',
  createdBy: 'mei@example.org',
  body: { sharing: { roles, byLink } },
});
const caller = (role: Role, projectId: string | null = null, name = 'li@example.org') => ({
  name,
  rights: rightsOf([{ role, projectId }]),
});

describe('who sees a dashboard', () => {
  const cases = [
    ['everybody it is shared with', caller('AnalystReader'), dashboard(['analyst_reader'], false), 'listed'],
    [
      'analysts who are not named, by link only',
      caller('Analyst'),
      dashboard(['analyst_reader'], true),
      'linked',
    ],
    ['nobody else without link', caller('AnalystReader'), dashboard(['analyst'], false), 'hidden'],
    ['its author', caller('Analyst', null, 'mei@example.org'), dashboard([], false), 'listed'],
    ['administrators', caller('Admin'), dashboard([], false), 'listed'],
    ['administrators of its project', caller('Admin', 'shop'), dashboard([], false), 'listed'],
    ['no analyst of another project', caller('Analyst', 'other'), dashboard(['analyst'], false), 'hidden'],
  ] as const;
  for (const [name, who, what, expected] of cases) it(name, () => assert.equal(sightOf(who, what), expected));
});
