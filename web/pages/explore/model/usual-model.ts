import type { AttributionSpec } from '@millstream/studio/spec';

const weekSeconds = 7 * 86_400;

/** A model of this type with its usual settings. */
export function usualModel(type: AttributionSpec['model']['type']): AttributionSpec['model'] {
  if (type === 'position') return { type, weights: [0.4, 0.2, 0.4] };
  return type === 'timeDecay' ? { type, halfLifeSeconds: weekSeconds } : { type };
}
