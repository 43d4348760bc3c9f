import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { shapeName } from './country-names.ts';
import { equalEarth } from './equal-earth.ts';
import { unwrapped } from './unwrapped.ts';

describe('the map of the world', () => {
  const places = [
    [0, 0],
    [139.7, 35.7],
    [-122.4, 37.8],
    [-179.9, -89],
    [179.9, 83],
  ] as const;
  for (const place of places)
    it(`brings ${place} back from the plane`, () => {
      const back = equalEarth.unproject(equalEarth.project(place));
      for (const [index, degrees] of place.entries())
        assert.ok(Math.abs((back[index] ?? 0) - degrees) < 1e-6);
    });
  it('lets a country go on beyond the date line', () => {
    const ring = [
      [170, 60],
      [-170, 60],
      [-170, 70],
      [170, 60],
    ];
    const { coordinates } = unwrapped({ type: 'Polygon', coordinates: [ring] });
    assert.deepEqual(coordinates, [
      [
        [170, 60],
        [190, 60],
        [190, 70],
        [170, 60],
      ],
    ]);
  });
  it('knows countries by the names that events have', () => {
    assert.equal(shapeName('United States'), 'United States of America');
    assert.equal(shapeName('Japan'), 'Japan');
    assert.equal(shapeName('constructor'), 'constructor');
  });
});
