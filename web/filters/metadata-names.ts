import type { GroupField } from '@millstream/studio/spec';
import { useMemo } from 'react';
import { fieldLabel, useMetadata } from './use-fields.ts';

/** Names to show for what specs call by their raw names. */
export interface MetadataNames {
  event(name: string): string;
  field(field: GroupField): string;
}

/** Display names of the page's app; raw names until they are known, and where nobody named anything. */
export function useMetadataNames(): MetadataNames {
  const { data } = useMetadata();
  return useMemo(() => {
    const events = new Map(data?.events.map(({ name, displayName }) => [name, displayName]));
    const fields = [...(data?.parameters ?? []), ...(data?.userAttributes ?? [])];
    return {
      event: (name) => events.get(name) ?? name,
      field: (field) => fieldLabel(field, fields),
    };
  }, [data]);
}
