import type { Analytics } from '../analytics.ts';

interface Route {
  readonly name: string;
  readonly key?: string;
}
interface NavigationState {
  readonly index?: number;
  readonly routes: readonly (Route & { readonly state?: NavigationState })[];
}

/** The part of React Navigation's container reference that is used; versions 6 and 7 have it. */
export interface NavigationReference {
  isReady(): boolean;
  getCurrentRoute(): Route | undefined;
  getRootState(): NavigationState | undefined;
  addListener(name: 'state' | 'ready', hear: () => void): () => void;
}

function routePath(state: NavigationState | undefined): string {
  const names: string[] = [];
  for (let level = state; level; ) {
    const route: NavigationState['routes'][number] | undefined = level.routes[level.index ?? 0];
    if (!route) break;
    names.push(route.name);
    level = route.state;
  }
  return names.join('/');
}

/**
 * Records each screen that React Navigation or Expo Router shows: the route's name, the path of routes as id, its key
 * as unique id. Changed parameters of a route are no new screen.
 * @returns stops it
 */
export function trackNavigation(
  navigation: NavigationReference,
  analytics: Pick<Analytics, 'showScreen'>,
): () => void {
  const show = (): void => {
    const route = navigation.isReady() ? navigation.getCurrentRoute() : undefined;
    if (!route) return;
    analytics.showScreen({
      name: route.name,
      id: routePath(navigation.getRootState()) || route.name,
      ...(route.key !== undefined && { uniqueId: route.key }),
    });
  };
  show();
  const stops = [navigation.addListener('state', show), navigation.addListener('ready', show)];
  return () => {
    for (const stop of stops) stop();
  };
}
