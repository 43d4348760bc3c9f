import type { Attributes } from '@millstream/sdk-client';
import { useCallback } from 'react';
import { useAnalytics } from './analytics-context.ts';

/**
 * A function that records an event; the same one at every rendering, so that it may stand in dependencies.
 * @example
 * const track = useTrack();
 * <button onClick={() => track('cart_add', { item_id: '7' })}>
 */
export function useTrack(): (name: string, attributes?: Attributes) => void {
  const client = useAnalytics();
  return useCallback((name, attributes) => client?.track(name, attributes), [client]);
}
