import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { annotationSchema } from './annotation.ts';
import { dashboardSpecSchema } from './dashboard-spec.ts';
import { firstOverlap, placeBelow } from './sheet-layout.ts';

const place = { x: 0, y: 0, w: 36, h: 12 };
const tiles = [
  { kind: 'exploration', id: 'a', ...place, title: 'Revenue', spec: { version: 1, kind: 'event' } },
  { kind: 'analysis', id: 'b', ...place, y: 12, title: 'Free', dataset: 'Events', chart: {} },
  { kind: 'kpi', id: 'c', ...place, y: 24, w: 9, h: 3, title: 'Users', spec: {} },
  { kind: 'text', id: 'd', ...place, x: 9, y: 24, w: 27, h: 3, text: '<b>' },
  { kind: 'divider', id: 'e', ...place, y: 27, h: 1 },
  {
    kind: 'lifecycle',
    id: 'f',
    ...place,
    y: 28,
    title: 'Stickiness',
    visual: 'retention.stickiness',
    parameters: { topUsers: 5 },
  },
];
const plain = { version: 1, name: 'KPIs', sheets: [{ id: 's', name: 'One', tiles }] };

function problemsOf(value: unknown): string[] {
  const result = dashboardSpecSchema.safeParse(value);
  return result.success
    ? []
    : result.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
}

describe('a dashboard', () => {
  it('takes every kind of tile and fills what is not said', () => {
    const dashboard = dashboardSpecSchema.parse(plain);
    assert.equal(dashboard.sheets[0]?.tiles.length, tiles.length);
    assert.deepEqual(dashboard.range, { type: 'relative', lastN: 7, unit: 'day', complete: true });
    assert.deepEqual(dashboard.sharing.byLink, true);
    assert.deepEqual(dashboardSpecSchema.parse(dashboard), dashboard);
  });

  const sheet = (over: object) => ({ ...plain, sheets: [{ ...plain.sheets[0], ...over }] });
  const pinned = (pinnedRange: object) => sheet({ tiles: [{ ...tiles[0], pinnedRange }] });
  const refused: readonly (readonly [why: string, value: unknown, problem: RegExp])[] = [
    ['no sheet', { ...plain, sheets: [] }, /^sheets/],
    [
      'eleven sheets',
      { ...plain, sheets: Array.from({ length: 11 }, (_, id) => ({ id: `${id}`, name: 'x' })) },
      /^sheets/,
    ],
    ['a blank name', { ...plain, name: '  ' }, /^name: is empty/],
    ['a name of 256 characters', { ...plain, name: 'x'.repeat(256) }, /^name/],
    ['a newer version', { ...plain, version: 2 }, /^version: .*newer version/],
    ['a tile over the right edge', sheet({ tiles: [{ ...tiles[0], x: 1 }] }), /^sheets\.0\.tiles\.0\.w/],
    [
      'tiles over each other',
      sheet({ tiles: [tiles[0], { ...tiles[1], y: 11 }] }),
      /a and b lie over each other/,
    ],
    [
      'a tile id twice',
      { ...plain, sheets: [...plain.sheets, { id: 't', name: 'x', tiles: [tiles[0]] }] },
      /tile id twice/,
    ],
    ['a sheet id twice', { ...plain, sheets: [...plain.sheets, { id: 's', name: 'x' }] }, /one id twice/],
    ['an unknown kind', sheet({ tiles: [{ ...tiles[0], kind: 'film' }] }), /^sheets\.0\.tiles\.0\.kind/],
    [
      'a range that ends first',
      pinned({ type: 'fixed', start: '2026-03-02', end: '2026-03-01' }),
      /ends before/,
    ],
    ['a day that is none', pinned({ type: 'fixed', start: '2026-02-30', end: '2026-03-01' }), /is no day/],
    ['a relative range of nothing', pinned({ type: 'relative', lastN: 0, unit: 'day' }), /lastN/],
    ['an unknown role', { ...plain, sharing: { roles: ['guest'] } }, /^sharing\.roles\.0/],
  ];
  for (const [why, value, problem] of refused) {
    it(`is refused with ${why}`, () => {
      const problems = problemsOf(value);
      assert.ok(
        problems.some((text) => problem.test(text)),
        problems.join('\n'),
      );
    });
  }
});

describe('sheet layout', () => {
  it('places a new tile below everything', () => {
    assert.deepEqual(placeBelow([]), { x: 0, y: 0 });
    assert.deepEqual(placeBelow(tiles), { x: 0, y: 40 });
  });

  it('lets tiles touch', () => {
    assert.equal(firstOverlap(tiles), null);
  });
});

describe('an annotation', () => {
  const spans: readonly (readonly [start: string, end: string | null, isValid: boolean])[] = [
    ['2026-03-09', null, true],
    ['2026-03-09', '2026-03-09', true],
    ['2026-03-09', '2026-03-08', false],
    ['2026-03-09T10:00:00Z', '2026-03-09T09:59:59Z', false],
    ['2026-03-09T10:00:00+02:00', '2026-03-09T09:00:00Z', true],
    ['2026-03-09T10:00:00Z', '2026-03-09', true],
    ['9 March', null, false],
    ['2026-03-09T10:00', null, false],
  ];
  for (const [start, end, isValid] of spans) {
    it(`from ${start} to ${end} is ${isValid ? 'taken' : 'refused'}`, () => {
      const { success } = annotationSchema.safeParse({ version: 1, label: 'Release', start, end });
      assert.equal(success, isValid);
    });
  }
});
