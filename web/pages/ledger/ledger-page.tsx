import Alert from '@cloudscape-design/components/alert';
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import DatePicker from '@cloudscape-design/components/date-picker';
import FormField from '@cloudscape-design/components/form-field';
import Select from '@cloudscape-design/components/select';
import SpaceBetween from '@cloudscape-design/components/space-between';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import { useCallback, useState } from 'react';
import { useNavigate, useParams } from 'react-router';
import { useApi, useApiWrite } from '../../api/use-api.ts';
import { useFormats } from '../../i18n/formats.ts';
import { useSay } from '../../i18n/language.tsx';
import { Panel } from '../../panel/panel.tsx';
import { useApps } from '../../scope/scope.ts';
import { useMay } from '../../session/session-context.tsx';
import { useFlashes } from '../../shell/flashes.tsx';
import { Page } from '../../shell/page.tsx';
import { SplitPanelContent } from '../../shell/side-panels.tsx';
import { addDays, todayIn } from '../../time-range/local-date.ts';
import { useUrlValues } from '../../url/use-url-state.ts';
import { FindBox } from '../find/find-box.tsx';
import {
  eventNumbers,
  type Ledger,
  type LedgerHour,
  type LedgerNumber,
  requestNumbers,
  sumOf,
} from './ledger-api.ts';
import { type ClickedNumber, LedgerRowsPanel } from './ledger-rows.tsx';
import { LedgerTable, NumberDoor } from './ledger-table.tsx';
import { dayBounds } from './zone-day.ts';
import '../operations/operations.css';

const hourMs = 3_600_000;

/** Both balances by app and hour of one day; every number opens its requests or events. */
export default function LedgerPage() {
  const say = useSay();
  const formats = useFormats();
  const { projectId = '' } = useParams();
  const [values, setValues] = useUrlValues();
  const { data: apps = [] } = useApps();
  const own = apps.filter((app) => app.projectId === projectId);
  const chosen = own.find(({ appId }) => appId === values.get('app'));
  const timeZone = chosen?.timeZone ?? own[0]?.timeZone ?? 'UTC';
  const today = todayIn(timeZone, Date.now());
  const day = values.get('day') ?? today;
  const { sinceMs, untilMs } = dayBounds(day, timeZone);
  const path = `/projects/${encodeURIComponent(projectId)}/ledger`;
  const ledger = useApi<Ledger>(
    { path, query: { app: chosen?.appId, sinceMs, untilMs } },
    { refetchMs: day === today ? 5_000 : false },
  );
  const [clicked, setClicked] = useState<ClickedNumber | null>(null);
  const close = useCallback(() => setClicked(null), []);
  const check = useHourCheck(projectId);
  const open = (
    place: { readonly app: string | null; readonly sinceMs: number; readonly untilMs: number },
    count: LedgerNumber,
    found: { readonly value: number; readonly reason: string | null },
  ) => setClicked({ ...place, count, ...found });
  const appOptions = [
    { value: '', label: say('ledger.allApps') },
    ...own.map(({ appId, name }) => ({ value: appId, label: name, description: appId })),
  ];
  return (
    <Page
      title={say('nav.ledger')}
      crumbs={[{ text: projectId, href: `/project/detail/${encodeURIComponent(projectId)}` }]}
      description={say('ledger.description')}
      help={<Box variant="p">{say('ledger.help')}</Box>}
    >
      <SpaceBetween size="l">
        <SpaceBetween size="m" direction="horizontal" alignItems="end">
          <FormField label={say('shell.app')}>
            <Select
              selectedOption={appOptions.find(({ value }) => value === (chosen?.appId ?? '')) ?? null}
              options={appOptions}
              onChange={({ detail }) => setValues({ app: detail.selectedOption.value || null })}
            />
          </FormField>
          <FormField label={say('ledger.day', { zone: timeZone })}>
            <SpaceBetween size="xs" direction="horizontal">
              <Button
                iconName="angle-left"
                variant="icon"
                ariaLabel={say('range.earlier')}
                onClick={() => setValues({ day: addDays(day, -1) })}
              />
              <DatePicker
                value={day}
                onChange={({ detail }) => setValues({ day: detail.value || null })}
                openCalendarAriaLabel={() => say('ledger.calendar')}
                isDateEnabled={(date) => date.getTime() <= Date.now() + 86_400_000}
              />
              <Button
                iconName="angle-right"
                variant="icon"
                ariaLabel={say('range.later')}
                disabled={day >= today}
                onClick={() => setValues({ day: addDays(day, 1) })}
              />
            </SpaceBetween>
          </FormField>
          <FindBox projectId={projectId} />
        </SpaceBetween>
        <Panel
          title={say('ledger.title', { day: formats.day(day) })}
          description={<Freshness ledger={ledger.data} timeZone={timeZone} />}
          query={ledger}
          thing={say('nav.ledger')}
          height={300}
          emptyOf={({ rows, waiting }) =>
            rows.length > 0
              ? null
              : {
                  text:
                    waiting.hours.length > 0 && day === today
                      ? say('ledger.firstInWork')
                      : say('ledger.nothing', { day: formats.day(day) }),
                }
          }
        >
          {(data) => (
            <SpaceBetween size="l">
              <Sums
                rows={data.rows}
                onOpen={(count, value) =>
                  open({ app: chosen?.appId ?? null, sinceMs, untilMs }, count, { value, reason: null })
                }
              />
              {!data.balanced && <Alert type="error">{say('ledger.unbalanced')}</Alert>}
              <LedgerTable
                rows={data.rows.toReversed()}
                waiting={new Map(data.waiting.hours.map((hour) => [hour.hourMs, hour.requests]))}
                timeZone={timeZone}
                onOpen={(row, count, reason) =>
                  open({ app: row.app, sinceMs: row.hourMs, untilMs: row.hourMs + hourMs }, count, {
                    value: reason === null ? row[count] : (row.rejectedByReason[reason] ?? 0),
                    reason: count === 'rejected' ? reason : null,
                  })
                }
                onCheck={check}
              />
            </SpaceBetween>
          )}
        </Panel>
      </SpaceBetween>
      {clicked !== null && (
        <SplitPanelContent
          title={say('ledger.rowsTitle', {
            number: say(`ledger.${clicked.count}`),
            value: formats.count(clicked.value),
          })}
          onClose={close}
        >
          <LedgerRowsPanel
            key={JSON.stringify(clicked)}
            projectId={projectId}
            clicked={clicked}
            timeZone={timeZone}
          />
        </SplitPanelContent>
      )}
    </Page>
  );
}

/** Rebuilds the day of an hour from its raw records; null for those who may not. */
function useHourCheck(projectId: string): ((row: LedgerHour) => void) | null {
  const say = useSay();
  const flashes = useFlashes();
  const navigate = useNavigate();
  const may = useMay('operation.write', projectId);
  const rebuild = useApiWrite<{ segments: number }, string>((day) => ({
    path: '/rebuild',
    body: { from: day, to: day, projectId },
  }));
  if (!may) return null;
  return (row) =>
    rebuild.mutate(new Date(row.hourMs).toISOString().slice(0, 10), {
      onSuccess: ({ segments }) =>
        flashes.succeeded(say('ledger.checked', { count: segments }), {
          text: say('nav.runs'),
          onClick: () => void navigate(`/project/${encodeURIComponent(projectId)}/runs`),
        }),
      onError: (error) => flashes.failed(say('ledger.checkFailed'), error),
    });
}

function Freshness({ ledger, timeZone }: { readonly ledger: Ledger | undefined; readonly timeZone: string }) {
  const say = useSay();
  const formats = useFormats();
  if (ledger === undefined) return null;
  const { oldestMs, openSegments } = ledger.waiting;
  if (oldestMs !== null) return say('ledger.balancedTo', { time: formats.clock(oldestMs, timeZone) });
  return openSegments > 0 ? say('ledger.collecting') : say('ledger.allDone');
}

/** The two equations with their sums. */
function Sums(props: {
  readonly rows: readonly LedgerHour[];
  readonly onOpen: (count: LedgerNumber, value: number) => void;
}) {
  const say = useSay();
  const sums = sumOf(props.rows);
  const equation = (title: string, names: readonly LedgerNumber[]) => {
    const [whole, ...parts] = names;
    if (whole === undefined) return null;
    const rest = parts.reduce((sum, name) => sum + sums[name], 0);
    const term = (name: LedgerNumber) => (
      <span key={name}>
        {say(`ledger.${name}`)}{' '}
        <NumberDoor
          value={sums[name]}
          label={say(`ledger.${name}`)}
          onOpen={() => props.onOpen(name, sums[name])}
        />
      </span>
    );
    return (
      <div className="ms-equation">
        <strong>{title}</strong> {term(whole)} ={' '}
        {parts.map((name, index) => (
          <span key={name}>
            {index > 0 ? ' + ' : ''}
            {term(name)}
          </span>
        ))}{' '}
        <StatusIndicator type={sums[whole] === rest ? 'success' : 'error'}>
          {sums[whole] === rest
            ? say('ledger.balanced')
            : say('ledger.off', { count: Math.abs(sums[whole] - rest) })}
        </StatusIndicator>
      </div>
    );
  };
  return (
    <SpaceBetween size="xs">
      {equation(say('ledger.requests'), requestNumbers)}
      {equation(say('ledger.eventsOf'), eventNumbers)}
    </SpaceBetween>
  );
}
