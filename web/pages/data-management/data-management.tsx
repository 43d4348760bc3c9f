import './data-management.css';
import Button from '@cloudscape-design/components/button';
import Tabs from '@cloudscape-design/components/tabs';
import { useNavigate, useParams } from 'react-router';
import { useFormats } from '../../i18n/formats.ts';
import { useSay } from '../../i18n/language.tsx';
import { PanelBody } from '../../panel/panel.tsx';
import { studioPath, useScope } from '../../scope/scope.ts';
import { Page } from '../../shell/page.tsx';
import { useUrlValue } from '../../url/use-url-state.ts';
import { TrafficRules } from '../traffic/traffic-rules.tsx';
import { EntityPanel } from './entity-panel.tsx';
import { EventTable } from './event-table.tsx';
import { FieldTable } from './field-table.tsx';
import { useAppMetadata } from './metadata-api.ts';
import { useEntityEdits } from './use-entity-edit.ts';

const tabs = ['events', 'parameters', 'attributes', 'traffic'] as const;
type Tab = (typeof tabs)[number];

/** Page of what there is in an app's data, and what it is called. */
export default function DataManagementPage() {
  const say = useSay();
  const navigate = useNavigate();
  const scope = useScope();
  const { tab = 'events' } = useParams();
  const active: Tab = tabs.find((one) => one === tab) ?? 'events';
  return (
    <Page
      title={say('metadata.title')}
      description={say('metadata.description')}
      help={say(active === 'traffic' ? 'traffic.help' : 'metadata.help')}
      actions={active === 'traffic' ? undefined : <Counted />}
    >
      <Tabs
        activeTabId={active}
        onChange={({ detail }) => void navigate(studioPath(scope, `data-management/${detail.activeTabId}`))}
        ariaLabel={say('metadata.title')}
        tabs={tabs.map((id) => ({
          id,
          label: say(`metadata.tab.${id}`),
          content: id !== active ? null : id === 'traffic' ? <TrafficRules /> : <Entities tab={id} />,
        }))}
      />
    </Page>
  );
}

/** When the figures were counted: while events are loaded, so that there is nothing to start; asked again at a click. */
function Counted() {
  const say = useSay();
  const formats = useFormats();
  const metadata = useAppMetadata({ values: false });
  const { data } = metadata;
  return (
    <Button
      iconName="refresh"
      loading={metadata.isFetching}
      loadingText={say('panel.updating')}
      onClick={() => void metadata.refetch()}
    >
      {data === undefined
        ? say('action.refresh')
        : say('metadata.counted', { time: formats.clock(data.asOfMs, data.timeZone) })}
    </Button>
  );
}

function Entities({ tab }: { readonly tab: Exclude<Tab, 'traffic'> }) {
  const say = useSay();
  const metadata = useAppMetadata({ values: false });
  const edits = useEntityEdits();
  const [selected, select] = useUrlValue('sel');
  return (
    <PanelBody
      query={metadata}
      thing={say('metadata.things')}
      height={400}
      emptyOf={(data) =>
        tab === 'events' && data.events.length === 0 ? { text: say('metadata.empty') } : null
      }
    >
      {(data) => (
        <>
          {tab === 'events' ? (
            <EventTable metadata={data} edits={edits} onOpen={select} />
          ) : (
            <FieldTable
              key={tab}
              kind={tab}
              fields={tab === 'parameters' ? data.parameters : data.userAttributes}
              edits={edits}
              onOpen={select}
            />
          )}
          {selected !== null && <EntityPanel id={selected} metadata={data} edits={edits} onSelect={select} />}
        </>
      )}
    </PanelBody>
  );
}
