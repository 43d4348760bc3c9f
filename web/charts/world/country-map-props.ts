import type { ValuePart, WindowPoint } from '../value-part.ts';

/** Values by country on a map of the world. */
export interface CountryMapProps {
  readonly title: string;
  readonly values: readonly ValuePart[];
  readonly format: (value: number | null) => string;
  readonly onPoint?: (part: ValuePart, at: WindowPoint) => void;
}

/** Height of the drawn map, kept while its shapes are loaded. */
export const mapHeight = 280;
