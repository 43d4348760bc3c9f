// Frameworks with server components must not run hooks there.
'use client';

export { useAnalytics } from './analytics-context.ts';
export { AnalyticsProvider, type AnalyticsProviderProps } from './analytics-provider.ts';
export { useIdentify } from './use-identify.ts';
export { useTrack } from './use-track.ts';
