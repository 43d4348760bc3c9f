import { useEffect } from 'react';
import type { Analytics } from '../analytics.ts';
import { type NavigationReference, trackNavigation } from './track-navigation.ts';

/** `trackNavigation` as a hook, for as long as the component is mounted. */
export function createScreenTrackingHook(
  standard: Analytics,
): (navigation: NavigationReference, analytics?: Analytics) => void {
  return function useScreenTracking(navigation, analytics = standard) {
    useEffect(() => trackNavigation(navigation, analytics), [navigation, analytics]);
  };
}
