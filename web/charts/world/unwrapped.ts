type Position = readonly number[];
type Ring = readonly Position[];

/** A shape of one or several polygons. */
export type Shape =
  | { readonly type: 'Polygon'; readonly coordinates: readonly Ring[] }
  | { readonly type: 'MultiPolygon'; readonly coordinates: readonly (readonly Ring[])[] };

const half = 180;
const whole = 360;

/** A ring that crosses the date line goes on beyond 180° instead of jumping over the whole map. */
function unwrappedRing(ring: Ring): Ring {
  const jumps = ring.some(([longitude = 0], at) => {
    const [before = longitude] = ring[at - 1] ?? [];
    return Math.abs(longitude - before) > half;
  });
  if (!jumps) return ring;
  return ring.map(([longitude = 0, latitude = 0]) => [
    longitude < 0 ? longitude + whole : longitude,
    latitude,
  ]);
}

/** A shape for flat maps. */
export function unwrapped(shape: Shape): Shape {
  return shape.type === 'Polygon'
    ? { type: 'Polygon', coordinates: shape.coordinates.map(unwrappedRing) }
    : { type: 'MultiPolygon', coordinates: shape.coordinates.map((polygon) => polygon.map(unwrappedRing)) };
}
