import Alert from '@cloudscape-design/components/alert';
import Button from '@cloudscape-design/components/button';
import KeyValuePairs from '@cloudscape-design/components/key-value-pairs';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Toggle from '@cloudscape-design/components/toggle';
import { useCallback } from 'react';
import { useNavigate } from 'react-router';
import { useFormats } from '../../i18n/formats.ts';
import { useSay } from '../../i18n/language.tsx';
import { studioPath, useScope } from '../../scope/scope.ts';
import { useMay } from '../../session/session-context.tsx';
import { SplitPanelContent } from '../../shell/side-panels.tsx';
import { exploreAddress } from './explore-address.ts';
import { FieldValues } from './field-values.tsx';
import type { AppMetadata, EventEntity, FieldEntity } from './metadata-api.ts';
import { RelatedList } from './related-list.tsx';
import type { EntityEdits } from './use-entity-edit.ts';

interface PanelProps {
  readonly metadata: AppMetadata;
  readonly edits: EntityEdits;
  readonly onSelect: (id: string | null) => void;
}

/** Details of one event or field, in the split panel. */
export function EntityPanel(props: PanelProps & { readonly id: string }) {
  const say = useSay();
  const { metadata, id, onSelect } = props;
  const close = useCallback(() => onSelect(null), [onSelect]);
  const event = metadata.events.find((one) => one.id === id);
  const field = [...metadata.parameters, ...metadata.userAttributes].find((one) => one.id === id);
  const entity = event ?? field;
  return (
    <SplitPanelContent title={entity?.displayName ?? id} onClose={close}>
      {entity === undefined ? (
        say('metadata.gone')
      ) : (
        <SpaceBetween size="m">
          <EntityActions {...props} entity={entity} />
          {event !== undefined && <EventDetails {...props} event={event} />}
          {field !== undefined && <FieldDetails {...props} field={field} />}
        </SpaceBetween>
      )}
    </SplitPanelContent>
  );
}

function EntityActions({
  entity,
  edits,
  metadata,
}: PanelProps & { readonly entity: EventEntity | FieldEntity }) {
  const say = useSay();
  const navigate = useNavigate();
  const scope = useScope();
  const mayWrite = useMay('metadata.write', scope.projectId);
  const mayExplore = useMay('exploration.read', scope.projectId);
  const explore = async () => {
    const address = await exploreAddress(entity, metadata.events, scope);
    void navigate(`${studioPath(scope, 'explore/event')}?${address}`);
  };
  return (
    <SpaceBetween size="m" direction="horizontal" alignItems="center">
      {mayExplore && <Button onClick={() => void explore()}>{say('metadata.explore')}</Button>}
      <Toggle
        checked={entity.isHidden}
        disabled={!mayWrite}
        onChange={({ detail }) =>
          void edits.change(entity, (edit) => ({ ...edit, isHidden: detail.checked }))
        }
      >
        {say('metadata.hide')}
      </Toggle>
    </SpaceBetween>
  );
}

function EventDetails({ event, metadata, onSelect }: PanelProps & { readonly event: EventEntity }) {
  const say = useSay();
  const formats = useFormats();
  const { timeZone, parameters } = metadata;
  const own = parameters.filter((field) => field.events?.includes(event.name) ?? false);
  const preset = parameters.filter((field) => field.events === null);
  return (
    <SpaceBetween size="m">
      <KeyValuePairs
        columns={4}
        items={[
          { label: say('metadata.rawName'), value: <span className="ms-mono">{event.name}</span> },
          { label: say('metadata.total'), value: formats.count(event.eventCount) },
          { label: say('metadata.firstSeen'), value: formats.moment(event.firstSeenMs, timeZone) },
          { label: say('metadata.column.lastSeen'), value: formats.moment(event.lastSeenMs, timeZone) },
          { label: say('metadata.sdks'), value: event.sdkNames.join(', ') || '–' },
          { label: say('metadata.sdkVersions'), value: event.sdkVersions.join(', ') || '–' },
          { label: say('metadata.column.platforms'), value: event.platforms.join(', ') || '–' },
          {
            label: say('metadata.column.hasData'),
            value: say(event.hasData ? 'metadata.yes' : 'metadata.no'),
          },
        ]}
      />
      <RelatedList title={say('metadata.customParameters')} items={own} onOpen={onSelect} />
      <RelatedList title={say('metadata.presetParameters')} items={preset} onOpen={onSelect} isFolded />
    </SpaceBetween>
  );
}

function FieldDetails({ field, metadata, edits, onSelect }: PanelProps & { readonly field: FieldEntity }) {
  const say = useSay();
  const formats = useFormats();
  const { events, timeZone } = metadata;
  const carriers = field.events === null ? events : events.filter(({ name }) => field.events?.includes(name));
  const list = field.category.startsWith('user') ? metadata.userAttributes : metadata.parameters;
  const twins = list.filter(
    ({ name, category, id }) => name === field.name && category === field.category && id !== field.id,
  );
  return (
    <SpaceBetween size="m">
      {field.otherTypes.length > 0 && (
        <Alert type="warning" header={say('metadata.clashTitle')}>
          {[{ type: field.type, eventCount: field.seen?.eventCount ?? 0 }, ...field.otherTypes]
            .map(({ type, eventCount }) =>
              say('metadata.clashPart', {
                type: say(`metadata.type.${type}`),
                count: eventCount,
                shown: formats.count(eventCount),
              }),
            )
            .join(' · ')}
          <RelatedList title={say('metadata.seeOther')} items={twins} onOpen={onSelect} />
        </Alert>
      )}
      <KeyValuePairs
        columns={4}
        items={[
          { label: say('metadata.rawName'), value: <span className="ms-mono">{field.name}</span> },
          { label: say('metadata.column.type'), value: say(`metadata.type.${field.type}`) },
          {
            label: say('metadata.total'),
            value: field.seen === null ? say('metadata.onAll') : formats.count(field.seen.eventCount),
          },
          {
            label: say('metadata.column.lastSeen'),
            value: field.seen === null ? '–' : formats.moment(field.seen.lastSeenMs, timeZone),
          },
        ]}
      />
      <FieldValues field={field} edits={edits} />
      <RelatedList
        title={say('metadata.events')}
        items={carriers}
        onOpen={onSelect}
        isFolded={field.events === null}
      />
    </SpaceBetween>
  );
}
