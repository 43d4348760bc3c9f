import { useFormats } from '../../i18n/formats.ts';
import { useSay } from '../../i18n/language.tsx';
import type { AlarmUnit } from './alarm-api.ts';

/** Writes a value in its unit. */
export function useUnitText(): (value: number | null, unit: AlarmUnit) => string {
  const say = useSay();
  const formats = useFormats();
  return (value, unit) => {
    if (value === null) return '–';
    switch (unit) {
      case 'ratio':
        return formats.rate(value);
      case 'percent':
        return formats.rate(value / 100, 1);
      case 'ms':
        return formats.duration(value);
      case 'bytes':
        return formats.bytes(value);
      case 'days':
        return say('alarms.days', { count: Math.floor(value) });
      case 'hours':
        return say('alarms.hours', { count: Math.round(value * 10) / 10 });
      case 'count':
        return formats.number(value);
    }
  };
}
