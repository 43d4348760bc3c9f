import Button from '@cloudscape-design/components/button';
import FormField from '@cloudscape-design/components/form-field';
import Input from '@cloudscape-design/components/input';
import Modal from '@cloudscape-design/components/modal';
import Select from '@cloudscape-design/components/select';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Tabs from '@cloudscape-design/components/tabs';
import Textarea from '@cloudscape-design/components/textarea';
import { useState } from 'react';
import { callApi } from '../../api/call-api.ts';
import { useApi } from '../../api/use-api.ts';
import { useSay } from '../../i18n/language.tsx';
import { PanelBody } from '../../panel/panel.tsx';
import { useScope } from '../../scope/scope.ts';
import { useFlashes } from '../../shell/flashes.tsx';
import type { SavedObject, SavedSummary, TileContent } from '../dashboards/dashboard-body.ts';
import { lifecycleTile } from '../dashboards/lifecycle-tile.ts';
import { EventPicker } from '../explore/form/event-picker.tsx';
import { useLifecycleDefinition, useTexts } from '../lifecycle/definition.ts';
import { PickList } from './pick-list.tsx';

/** Adds a card to the sheet. */
export type AddTile = (content: TileContent, size: { readonly w: number; readonly h: number }) => void;

const figureSize = { w: 18, h: 15 };
const numberSize = { w: 9, h: 6 };
const textSize = { w: 18, h: 6 };
const dividerSize = { w: 36, h: 6 };

function SavedExplorations({ onAdd }: { readonly onAdd: AddTile }) {
  const say = useSay();
  const flashes = useFlashes();
  const { appId } = useScope();
  const path = `/apps/${encodeURIComponent(appId)}/explorations`;
  const list = useApi<readonly SavedSummary[]>({ path });
  const add = async ({ id }: SavedSummary) => {
    const { body } = await callApi<
      SavedObject<{ title: string; description: string; spec: Record<string, unknown> }>
    >({
      path: `${path}/${encodeURIComponent(id)}`,
    });
    const { title, description, spec } = body;
    onAdd({ kind: 'exploration', title, description, pinnedRange: null, spec, shownAs: 'chart' }, figureSize);
  };
  return (
    <PanelBody
      query={list}
      thing={say('nav.explore')}
      emptyOf={(all) => (all.length === 0 ? { text: say('dashboards.noExplorations') } : null)}
    >
      {(all) => (
        <PickList
          name={say('nav.explore')}
          entries={all.map((one) => ({ id: one.id, text: one.name, detail: one.updatedBy, value: one }))}
          onPick={(one) =>
            void add(one).catch((error: unknown) => flashes.failed(say('dashboards.notAdded'), error))
          }
        />
      )}
    </PanelBody>
  );
}

function SavedAnalyses({ onAdd }: { readonly onAdd: AddTile }) {
  const say = useSay();
  const flashes = useFlashes();
  const { appId } = useScope();
  const path = `/apps/${encodeURIComponent(appId)}/analyses`;
  const list = useApi<readonly SavedSummary[]>({ path });
  const add = async ({ id }: SavedSummary) => {
    const { body } = await callApi<
      SavedObject<{
        title: string;
        description: string;
        dataset: string;
        charts: readonly Record<string, unknown>[];
      }>
    >({ path: `${path}/${encodeURIComponent(id)}` });
    for (const [index, chart] of body.charts.entries()) {
      const title = body.charts.length === 1 ? body.title : `${body.title} ${index + 1}`;
      const { description, dataset } = body;
      onAdd({ kind: 'analysis', title, description, pinnedRange: null, dataset, chart }, figureSize);
    }
  };
  return (
    <PanelBody
      query={list}
      thing={say('nav.analyzes')}
      emptyOf={(all) => (all.length === 0 ? { text: say('dashboards.noAnalyses') } : null)}
    >
      {(all) => (
        <PickList
          name={say('nav.analyzes')}
          entries={all.map((one) => ({ id: one.id, text: one.name, detail: one.updatedBy, value: one }))}
          onPick={(one) =>
            void add(one).catch((error: unknown) => flashes.failed(say('dashboards.notAdded'), error))
          }
        />
      )}
    </PanelBody>
  );
}

function LifecycleVisuals({ onAdd }: { readonly onAdd: AddTile }) {
  const say = useSay();
  const texts = useTexts();
  const definition = useLifecycleDefinition();
  return (
    <PanelBody query={definition} thing={say('lifecycle.title')}>
      {(data) => (
        <PickList
          name={say('lifecycle.title')}
          entries={data.sheets
            .filter(({ id }) => id !== 'details')
            .flatMap((sheet) =>
              sheet.sections.flatMap(({ visuals }) =>
                visuals.map((visual) => ({
                  id: visual.id,
                  text: texts(visual.titles),
                  detail: texts(sheet.titles),
                  value: visual,
                })),
              ),
            )}
          onPick={(visual) => {
            const initial = Object.fromEntries<string | number>([
              ...Object.entries(data.dimensionParameters).map(([name, one]) => [name, one.initial] as const),
              ...Object.entries(data.topParameters).map(([name, one]) => [name, one.initial] as const),
            ]);
            const size = visual.query.shape === 'total' ? { w: 36, h: 6 } : figureSize;
            onAdd(lifecycleTile(visual, texts(visual.titles), initial), size);
          }}
        />
      )}
    </PanelBody>
  );
}

function NumberForm({ onAdd }: { readonly onAdd: AddTile }) {
  const say = useSay();
  const scope = useScope();
  const [event, setEvent] = useState('');
  const [shown, setShown] = useState('');
  const [measure, setMeasure] = useState<'userCount' | 'eventCount'>('userCount');
  const measureText = (type: string) => say(`explore.measureOf.${type}`, { field: '', p: 0 });
  return (
    <SpaceBetween size="m">
      <EventPicker
        label={say('dashboards.event')}
        value={event}
        problem={null}
        onChange={(name, title) => {
          setEvent(name);
          setShown(title);
        }}
      />
      <FormField label={say('dashboards.measure')}>
        <Select
          selectedOption={{ value: measure, label: measureText(measure) }}
          options={(['userCount', 'eventCount'] as const).map((value) => ({
            value,
            label: measureText(value),
          }))}
          onChange={({ detail }) =>
            setMeasure(detail.selectedOption.value === 'eventCount' ? 'eventCount' : 'userCount')
          }
        />
      </FormField>
      <Button
        disabled={event === ''}
        onClick={() => {
          const spec = {
            version: 1,
            kind: 'event',
            ...scope,
            time: { type: 'relative', lastN: 7, unit: 'day' },
            granularity: 'day',
            event: { metrics: [{ event, measure: { type: measure } }] },
          };
          const title = `${shown || event} · ${measureText(measure)}`.slice(0, 255);
          onAdd({ kind: 'kpi', title, description: '', pinnedRange: null, spec, compare: true }, numberSize);
        }}
      >
        {say('action.add')}
      </Button>
    </SpaceBetween>
  );
}

function TextForm({ onAdd }: { readonly onAdd: AddTile }) {
  const say = useSay();
  const [text, setText] = useState('');
  const [label, setLabel] = useState('');
  return (
    <SpaceBetween size="m">
      <FormField label={say('dashboards.kind.text')} description={say('dashboards.textHint')}>
        <Textarea value={text} onChange={({ detail }) => setText(detail.value.slice(0, 10_000))} />
      </FormField>
      <Button disabled={text.trim() === ''} onClick={() => onAdd({ kind: 'text', text }, textSize)}>
        {say('dashboards.addText')}
      </Button>
      <FormField label={say('dashboards.kind.divider')}>
        <Input value={label} onChange={({ detail }) => setLabel(detail.value.slice(0, 255))} />
      </FormField>
      <Button onClick={() => onAdd({ kind: 'divider', label }, dividerSize)}>
        {say('dashboards.addDivider')}
      </Button>
    </SpaceBetween>
  );
}

/** Chooses what to add: saved explorations and analyses, visuals of the life cycle, a number, a text, a divider. */
export function AddCard(props: { readonly onAdd: AddTile; readonly onClose: () => void }) {
  const say = useSay();
  const { onAdd } = props;
  return (
    <Modal visible size="large" header={say('dashboards.addCard')} onDismiss={props.onClose}>
      <Tabs
        ariaLabel={say('dashboards.addCard')}
        tabs={[
          { id: 'exploration', label: say('nav.explore'), content: <SavedExplorations onAdd={onAdd} /> },
          { id: 'analysis', label: say('nav.analyzes'), content: <SavedAnalyses onAdd={onAdd} /> },
          {
            id: 'lifecycle',
            label: say('dashboards.kind.lifecycle'),
            content: <LifecycleVisuals onAdd={onAdd} />,
          },
          { id: 'kpi', label: say('dashboards.kind.kpi'), content: <NumberForm onAdd={onAdd} /> },
          { id: 'text', label: say('dashboards.kind.textAndDivider'), content: <TextForm onAdd={onAdd} /> },
        ]}
      />
    </Modal>
  );
}
