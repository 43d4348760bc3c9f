import Button from '@cloudscape-design/components/button';
import FormField from '@cloudscape-design/components/form-field';
import Input from '@cloudscape-design/components/input';
import SegmentedControl from '@cloudscape-design/components/segmented-control';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Token from '@cloudscape-design/components/token';
import { useState } from 'react';
import { FilterBar } from '../../../filters/filter-bar.tsx';
import { useSay } from '../../../i18n/language.tsx';
import { TimeRangePicker } from '../../../time-range/time-range-picker.tsx';
import { useUrlValues } from '../../../url/use-url-state.ts';
import type { LifecycleChoices } from '../lifecycle-choices.ts';
import { DetailsTable, type DetailsTableName } from './details-table.tsx';

const tables: readonly DetailsTableName[] = ['users', 'events', 'parameters'];

/** Single users, events and parameters: three linked tables, a chosen row filters the others. */
export function DetailsSheet({ choices }: { readonly choices: LifecycleChoices }) {
  const say = useSay();
  const [values, setValues] = useUrlValues();
  const [clock, setClock] = useState<'app' | 'utc'>('app');
  const user = values.get('user');
  const event = values.get('event');
  const [typed, setTyped] = useState(user ?? '');
  const chosen = {
    ...(user === null ? {} : { userPseudoId: user }),
    ...(event === null ? {} : { eventId: event }),
  };
  return (
    <SpaceBetween size="l">
      <SpaceBetween size="s">
        <div className="ms-controls">
          <TimeRangePicker range={choices.range} hasCompare={false} grains={[]} />
          <SegmentedControl
            label={say('lifecycle.details.clock')}
            selectedId={clock}
            options={[
              { id: 'app', text: say('lifecycle.details.appTime') },
              { id: 'utc', text: 'UTC' },
            ]}
            onChange={({ detail }) => setClock(detail.selectedId === 'utc' ? 'utc' : 'app')}
          />
          <FormField label={say('lifecycle.details.device')}>
            <div className="ms-controls">
              <Input value={typed} onChange={({ detail }) => setTyped(detail.value)} />
              <Button onClick={() => setValues({ user: typed.trim() === '' ? null : typed.trim() })}>
                {say('action.apply')}
              </Button>
            </div>
          </FormField>
        </div>
        <FilterBar value={choices.filter} onChange={choices.setFilter} />
        {(user !== null || event !== null) && (
          <div className="ms-controls">
            {user !== null && (
              <Token
                label={`${say('lifecycle.column.user_pseudo_id')}: ${user}`}
                dismissLabel={say('action.remove')}
                onDismiss={() => {
                  setTyped('');
                  setValues({ user: null });
                }}
              />
            )}
            {event !== null && (
              <Token
                label={`${say('lifecycle.column.event_id')}: ${event}`}
                dismissLabel={say('action.remove')}
                onDismiss={() => setValues({ event: null })}
              />
            )}
          </div>
        )}
      </SpaceBetween>
      {tables.map((table) => (
        <DetailsTable
          key={table}
          table={table}
          question={choices.question}
          chosen={chosen}
          timeZone={clock === 'utc' ? 'UTC' : choices.range.timeZone}
          onChoose={(choice) => setValues(choice)}
        />
      ))}
    </SpaceBetween>
  );
}
