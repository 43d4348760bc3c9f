import { useEffect } from 'react';
import type { Analytics } from '../analytics.ts';
import { type NavigationReference, trackNavigation } from './track-navigation.ts';

/** Records the screens of a navigation container for as long as the component is mounted. */
export type ScreenTrackingHook = (navigation: NavigationReference, analytics?: Analytics) => void;

/** `trackNavigation` as a hook. @param standard what hears of the screens unless told otherwise */
export function createScreenTrackingHook(standard: Analytics): ScreenTrackingHook {
  return function useScreenTracking(navigation, analytics = standard) {
    useEffect(() => trackNavigation(navigation, analytics), [navigation, analytics]);
  };
}
