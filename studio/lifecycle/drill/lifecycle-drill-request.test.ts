import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { CodedError } from '@millstream/core';
import { parseLifecycleDrillRequest } from './lifecycle-drill-request.ts';

const request = {
  projectId: 'first',
  appId: 'shop',
  visual: 'overview.usersByDay',
  cell: { metric: 'activeUsers' },
};

describe('a request for what lies behind a number of the dashboard', () => {
  it('fills in page and range', () => {
    const parsed = parseLifecycleDrillRequest(request);
    assert.deepEqual([parsed.limit, parsed.offset, parsed.visual.id], [100, 0, 'overview.usersByDay']);
    assert.deepEqual(parsed.time, { type: 'relative', lastN: 30, unit: 'day', complete: true });
  });
  const refused = [
    ['an unknown visual', { ...request, visual: 'nothing' }, 'CELL_UNKNOWN'],
    ['a cell without metric', { ...request, cell: {} }, 'CELL_UNKNOWN'],
    ['too many rows', { ...request, limit: 10_001 }, 'SPEC_INVALID'],
    ['an unknown key', { ...request, visuals2: [] }, 'SPEC_INVALID'],
    ['no app', { ...request, appId: '' }, 'SPEC_INVALID'],
  ] as const;
  for (const [name, value, code] of refused)
    it(`is refused for ${name}`, () =>
      assert.throws(
        () => parseLifecycleDrillRequest(value),
        (error) => error instanceof CodedError && error.code === code,
      ));
});
