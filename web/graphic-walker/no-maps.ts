// Stands in for the map libraries of Graphic Walker: their maps ask outside servers for tiles, and `react-leaflet` has a
// licence that cannot be shipped. Charts with maps are not offered; should one be opened, it shows nothing.

function NoMap(): null {
  return null;
}

export {
  NoMap as AttributionControl,
  NoMap as CircleMarker,
  NoMap as GeoJSON,
  NoMap as MapContainer,
  NoMap as Marker,
  NoMap as Polygon,
  NoMap as TileLayer,
  NoMap as Tooltip,
};

/** No map has a handle. */
export function useMap(): null {
  return null;
}

/** No icon is drawn. */
export function divIcon(): null {
  return null;
}

/** Nothing is drawn on a canvas. */
export function canvas(): null {
  return null;
}
