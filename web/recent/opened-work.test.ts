import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { openedWork, workKey, workOf } from './opened-work.ts';

const app = '/analytics/first/app/web%20shop';
const place = { projectId: 'first', appId: 'web shop' };

describe('what an address shows of what people keep', () => {
  const cases = [
    [`${app}/dashboard/lifecycle`, '', { kind: 'dashboard', ...place, id: 'lifecycle' }],
    [`${app}/analyzes/a-1`, '?dataset=event', { kind: 'analysis', ...place, id: 'a-1' }],
    [`${app}/segments/s%201`, '', { kind: 'segment', ...place, id: 's 1' }],
    [`${app}/explore/funnel`, '?q=x&saved=e-1', { kind: 'exploration', ...place, id: 'e-1' }],
    [`${app}/explore/funnel`, '?q=x', null],
    [`${app}/segments/new`, '', null],
    [`${app}/segments/import`, '', null],
    [`${app}/analyzes/new`, '', null],
    [`${app}/dashboard/100%`, '', null],
    [`${app}/dashboards`, '', null],
    [`${app}/data-management/events`, '', null],
    [`${app}/constructor/x`, '', null],
    ['/project/first/runs/r-1', '', null],
  ] as const;
  for (const [pathname, search, expected] of cases)
    it(`${pathname}${search}: ${expected === null ? 'nothing' : expected.kind}`, () =>
      assert.deepEqual(openedWork(pathname, search), expected));

  it('is written and read again', () => {
    const work = { kind: 'segment', ...place, id: 'a b/c' } as const;
    assert.deepEqual(workOf(workKey(work)), work);
    assert.deepEqual(
      [workOf('page first web x'), workOf('segment first web'), workOf('segment %% web x')],
      [null, null, null],
    );
  });
});
