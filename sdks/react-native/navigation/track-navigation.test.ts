import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Screen } from '../collection/screens.ts';
import { type NavigationReference, trackNavigation } from './track-navigation.ts';

const route = { name: 'Home', key: 'Home-1' };

describe('tracking of a navigation container', () => {
  it('shows the first screen of a container that only tells that it is ready', () => {
    const heard: (() => void)[] = [];
    let isReady = false;
    const navigation: NavigationReference = {
      isReady: () => isReady,
      getCurrentRoute: () => route,
      getRootState: () => ({ routes: [route] }),
      addListener(name, hear) {
        if (name === 'ready') heard.push(hear);
        return () => undefined;
      },
    };
    const shown: Screen[] = [];
    trackNavigation(navigation, { showScreen: (screen) => shown.push(screen) });
    assert.deepEqual(shown, []);
    isReady = true;
    for (const hear of heard) hear();
    assert.deepEqual(shown, [{ name: 'Home', id: 'Home', uniqueId: 'Home-1' }]);
  });
});
