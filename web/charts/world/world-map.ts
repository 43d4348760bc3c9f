import { MapChart } from 'echarts/charts';
import { GeoComponent } from 'echarts/components';
import { registerMap, use } from 'echarts/core';
import { feature } from 'topojson-client';
import world from 'world-atlas/countries-110m.json' with { type: 'json' };
import { unwrapped } from './unwrapped.ts';

/** Name under which the charts' library knows the map. */
export const worldMap = 'world';
const withoutMaps = new Set(['Antarctica', 'Fr. S. Antarctic Lands']);

use([MapChart, GeoComponent]);
const shapes = feature(world, world.objects.countries);
registerMap(worldMap, {
  ...shapes,
  features: shapes.features
    .filter(({ properties }) => !withoutMaps.has(String(properties.name)))
    .map((one) => ({ ...one, geometry: unwrapped(one.geometry) })),
} as unknown as Parameters<typeof registerMap>[1]);

/** Names of all shapes. */
export const shapeNames: ReadonlySet<string> = new Set(
  shapes.features.map(({ properties }) => String(properties.name)),
);
