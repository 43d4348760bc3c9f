import { type Context, createContext, useContext } from 'react';
import type { StaticApi } from '../static-api.ts';

/** The client that components use. */
export const AnalyticsContext: Context<StaticApi | null> = createContext<StaticApi | null>(null);

/** The client of the nearest `AnalyticsProvider`; null where there is none, so that a component also works without it. */
export function useAnalytics(): StaticApi | null {
  return useContext(AnalyticsContext);
}
