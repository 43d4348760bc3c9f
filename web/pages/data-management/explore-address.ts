import type { AnalysisSpec } from '@millstream/studio/spec';
import type { Scope } from '../../scope/scope.ts';
import { packText } from '../../url/packed-text.ts';
import type { EventEntity, FieldEntity } from './metadata-api.ts';

/** Query of the exploration that shows an event by day, or a field's values on its most frequent event. */
export async function exploreAddress(
  entity: EventEntity | FieldEntity,
  events: readonly EventEntity[],
  { projectId, appId }: Scope,
): Promise<string> {
  const isField = 'category' in entity;
  const carriers =
    isField && entity.events !== null ? events.filter(({ name }) => entity.events?.includes(name)) : events;
  const largest = carriers.toSorted((a, b) => b.eventCount - a.eventCount)[0];
  const event = isField ? largest?.name : entity.name;
  const spec = {
    version: 1,
    kind: 'event',
    projectId,
    appId,
    time: { type: 'relative', lastN: 7, unit: 'day' },
    event: { metrics: [{ event: event ?? '', measure: { type: 'eventCount' } }] },
    ...(isField && entity.type !== 'object'
      ? { groupBy: [{ category: entity.category, name: entity.name, type: entity.type }] }
      : {}),
  } as unknown as AnalysisSpec;
  return `q=${encodeURIComponent(await packText(JSON.stringify(spec)))}`;
}
