import { applyDensity, applyMode, Mode as CloudscapeMode, Density } from '@cloudscape-design/global-styles';
import { createContext, type ReactNode, useContext, useEffect, useState, useSyncExternalStore } from 'react';
import { type Appearance, localAppearance } from '../preferences/preferences.ts';
import { type Mode, type Palette, palettes } from './palette.ts';

const ThemeContext = createContext<Mode>('light');
const systemDark = matchMedia('(prefers-color-scheme: dark)');

function subscribeSystem(listener: () => void): () => void {
  systemDark.addEventListener('change', listener);
  return () => systemDark.removeEventListener('change', listener);
}

/** The choices kept in the browser; follows changes of the user menu. */
export function useAppearance(): Appearance {
  const [appearance, setAppearance] = useState(localAppearance);
  useEffect(() => {
    const read = () => setAppearance(localAppearance());
    window.addEventListener('millstream-appearance', read);
    return () => window.removeEventListener('millstream-appearance', read);
  }, []);
  return appearance;
}

/** Applies theme and density to the whole page. */
export function ThemeProvider({ children }: { readonly children: ReactNode }) {
  const { theme, density } = useAppearance();
  const isSystemDark = useSyncExternalStore(subscribeSystem, () => systemDark.matches);
  const mode: Mode = theme === 'system' ? (isSystemDark ? 'dark' : 'light') : theme;
  useEffect(() => applyMode(mode === 'dark' ? CloudscapeMode.Dark : CloudscapeMode.Light), [mode]);
  useEffect(() => applyDensity(density === 'compact' ? Density.Compact : Density.Comfortable), [density]);
  return <ThemeContext.Provider value={mode}>{children}</ThemeContext.Provider>;
}

/** Light or dark. */
export function useMode(): Mode {
  return useContext(ThemeContext);
}

/** Colours of charts. */
export function usePalette(): Palette {
  return palettes[useMode()];
}
