/** Light or dark. */
export type Mode = 'light' | 'dark';

/** Colours of charts (ux.md 3.3), by mode. `palette.test.ts` recomputes contrast and differences. */
export interface Palette {
  /** Eight series, told apart with every kind of colour vision. */
  readonly series: readonly string[];
  readonly sequential: readonly string[];
  readonly diverging: readonly string[];
  readonly better: string;
  readonly worse: string;
  /** `(other)`, `(not set)`, what is muted. */
  readonly other: string;
  /** The period before. */
  readonly previous: string;
  readonly background: string;
  readonly text: string;
  readonly line: string;
}

/** The palettes. */
export const palettes: Readonly<Record<Mode, Palette>> = {
  light: {
    series: ['#485be7', '#732700', '#14724b', '#9a4d77', '#939411', '#289bbb', '#502280', '#d26e7e'],
    sequential: ['#f1f5fc', '#d1e3fc', '#a9c9f8', '#83adea', '#588cda', '#336abb', '#174a92'],
    diverging: ['#8a3a0b', '#c9763f', '#efc9ac', '#f3f3f7', '#b3c9ee', '#5b84d6', '#2b4aa8'],
    better: '#0e6a8f',
    worse: '#b8480e',
    other: '#8c8c94',
    previous: '#656871',
    background: '#ffffff',
    text: '#0f141a',
    line: '#dedee3',
  },
  dark: {
    series: ['#8ca3f9', '#f16f0d', '#408d6c', '#9a6189', '#fcee0d', '#86eafd', '#7460e3', '#f7a7b0'],
    sequential: ['#202938', '#283b57', '#31507e', '#3f69a7', '#5987cb', '#89ade1', '#bdd3f2'],
    diverging: ['#f5935a', '#b25a29', '#6b3a22', '#2a303a', '#2b4a78', '#5080c8', '#8cb6f5'],
    better: '#6cc5e8',
    worse: '#f5935a',
    other: '#8c8c94',
    previous: '#a4a4ad',
    background: '#161d26',
    text: '#ebebf0',
    line: '#424650',
  },
};

/** Texts that never get a colour of their own. */
const greyNames: ReadonlySet<string> = new Set([
  '(other)',
  'other',
  '(not set)',
  '(empty)',
  '(unattributed)',
]);

/**
 * Colour of each name, by its place in `names`: hiding or sorting what is drawn changes nothing, because callers give all
 * names in a stable order. From the ninth on colours repeat, with another dash or shape.
 */
export function coloursOf(names: readonly string[], palette: Palette): ReadonlyMap<string, string> {
  const colours = new Map<string, string>();
  let next = 0;
  for (const name of names) {
    if (colours.has(name)) continue;
    if (greyNames.has(name)) colours.set(name, palette.other);
    else {
      colours.set(name, palette.series[next % palette.series.length] ?? palette.other);
      next += 1;
    }
  }
  return colours;
}

/** Text colour with more contrast on a background of `#rrggbb`. */
export function textOn(background: string): '#0f141a' | '#ffffff' {
  const channel = (at: number) => {
    const value = Number.parseInt(background.slice(at, at + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  };
  const luminance = 0.2126 * channel(1) + 0.7152 * channel(3) + 0.0722 * channel(5);
  return luminance > 0.179 ? '#0f141a' : '#ffffff';
}
