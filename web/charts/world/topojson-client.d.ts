declare module 'topojson-client' {
  /** The named object of a topology as GeoJSON. */
  export function feature(
    topology: unknown,
    object: unknown,
  ): {
    readonly type: 'FeatureCollection';
    readonly features: readonly {
      readonly properties: Readonly<Record<string, unknown>>;
      readonly geometry: import('./unwrapped.ts').Shape;
    }[];
  };
}
