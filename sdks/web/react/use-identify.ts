import type { Attributes } from '@millstream/sdk-client';
import { useCallback } from 'react';
import { useAnalytics } from './analytics-context.ts';

/**
 * A function that says who uses the page, with what else is known of the user; null logs out. The same one at every
 * rendering.
 */
export function useIdentify(): (userId: string | null, attributes?: Attributes) => void {
  const client = useAnalytics();
  return useCallback(
    (userId, attributes) => {
      client?.setUserId(userId);
      if (attributes) client?.setUserAttributes(attributes);
    },
    [client],
  );
}
