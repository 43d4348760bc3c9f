import { lazy, Suspense } from 'react';
import type { ValuePart, WindowPoint } from './value-part.ts';
import { type CountryMapProps, mapHeight } from './world/country-map-props.ts';

const Drawn = lazy(() => import('./world/country-map-drawn.tsx'));

/** A filled map, second to a list of the same values; the shapes are loaded when the first one is shown. */
export function CountryMap<Part extends ValuePart>(
  props: Omit<CountryMapProps, 'values' | 'onPoint'> & {
    readonly values: readonly Part[];
    readonly onPoint?: (part: Part, at: WindowPoint) => void;
  },
) {
  const { values, onPoint } = props;
  const byKey = new Map(values.map((part) => [part.key, part]));
  return (
    <Suspense fallback={<div style={{ height: mapHeight }} />}>
      <Drawn
        title={props.title}
        values={values}
        format={props.format}
        {...(onPoint
          ? {
              onPoint: ({ key }: ValuePart, at: WindowPoint) => {
                const part = byKey.get(key);
                if (part !== undefined) onPoint(part, at);
              },
            }
          : {})}
      />
    </Suspense>
  );
}
