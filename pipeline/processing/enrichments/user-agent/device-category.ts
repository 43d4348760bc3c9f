/** Coarse class of a device. Windows desktops and most Android phones are `Other`, as the tables specify. */
export type DeviceCategory = 'Bot' | 'Mobile' | 'Tablet' | 'PC' | 'Other';

const categories: readonly (readonly [DeviceCategory, RegExp])[] = [
  ['Bot', /bot/i],
  ['Bot', /^(?:Spider|Crawler)$/],
  ['Mobile', /mobile|phone/i],
  ['Tablet', /tablet|pad|kindle/i],
  ['PC', /pc|mac|linux/i],
];

/** Class of a device family; the first rule that fits wins. */
export function deviceCategory(deviceFamily: string): DeviceCategory {
  return categories.find(([, pattern]) => pattern.test(deviceFamily))?.[0] ?? 'Other';
}
