import type { Analytics } from './analytics.ts';
import { type ClickstreamStatic, createClickstream } from './clickstream-analytics.ts';
import { nativeDevice } from './device/native-device.ts';
import { type NavigationReference, trackNavigation as track } from './navigation/track-navigation.ts';
import { createScreenTrackingHook, type ScreenTrackingHook } from './navigation/use-screen-tracking.ts';

export type { Attributes, AttributeValue, Consent, Item as ClickstreamItem } from '@millstream/sdk-client';
export type { Analytics } from './analytics.ts';
export type { ClickstreamStatic } from './clickstream-analytics.ts';
export type { Screen } from './collection/screens.ts';
export type { ClickstreamConfiguration, DeviceFacts, NetInfo } from './configuration.ts';
export { Attr, Event, Item } from './constants.ts';
export type { NavigationReference } from './navigation/track-navigation.ts';

/** The SDK: `await ClickstreamAnalytics.init({ appId, endpoint })`, then `ClickstreamAnalytics.record({ name })`. */
export const ClickstreamAnalytics: ClickstreamStatic = createClickstream(nativeDevice());

/** Records each screen that a navigation container shows. @returns stops it */
export function trackNavigation(
  navigation: NavigationReference,
  analytics: Pick<Analytics, 'showScreen'> = ClickstreamAnalytics,
): () => void {
  return track(navigation, analytics);
}

/** `trackNavigation` for the component that holds the container: `useScreenTracking(useNavigationContainerRef())`. */
export const useScreenTracking: ScreenTrackingHook = createScreenTrackingHook(ClickstreamAnalytics);
