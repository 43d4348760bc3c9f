import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import Checkbox from '@cloudscape-design/components/checkbox';
import FormField from '@cloudscape-design/components/form-field';
import Input from '@cloudscape-design/components/input';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useState } from 'react';
import { useApi, useApiWrite } from '../../api/use-api.ts';
import { useFormats } from '../../i18n/formats.ts';
import { useSay } from '../../i18n/language.tsx';
import { ErrorState } from '../../panel/panel-states.tsx';
import { useMay } from '../../session/session-context.tsx';
import { useFlashes } from '../../shell/flashes.tsx';
import { MetricChart } from '../operations/metric-chart.tsx';
import { type Alarm, alarmPath } from './alarm-api.ts';
import { AlarmStatus } from './alarm-status.tsx';
import { useUnitText } from './unit-text.ts';

const weekMs = 7 * 86_400_000;
/** Thresholds are entered in these units. */
const scales: Readonly<Partial<Record<Alarm['unit'], number>>> = { ratio: 100, ms: 0.001 };

/** An alarm: its rule in words, its last week, its threshold with what it would have done. */
export function AlarmDetail({ alarm }: { readonly alarm: Alarm }) {
  const say = useSay();
  const formats = useFormats();
  const flashes = useFlashes();
  const unitText = useUnitText();
  const mayWrite = useMay('operation.write', alarm.projectId);
  const scale = scales[alarm.unit] ?? 1;
  const [text, setText] = useState(String(alarm.threshold * scale));
  const [enabled, setEnabled] = useState(alarm.enabled);
  const entered = Number(text);
  const isNumber = text.trim() !== '' && Number.isFinite(entered);
  const threshold = isNumber ? entered / scale : alarm.threshold;
  const preview = useApi<{ firings: number }>({ path: `${alarmPath(alarm)}/preview`, query: { threshold } });
  const save = useApiWrite<Alarm, object>(
    (body) => ({ method: 'PUT', path: alarmPath(alarm), body }),
    ['/alarms', '/projects'],
  );
  const submit = () =>
    save.mutate(
      { enabled, threshold: threshold === alarm.defaultThreshold ? null : threshold },
      { onSuccess: () => flashes.succeeded(say('alarms.saved')) },
    );
  return (
    <SpaceBetween size="m">
      <SpaceBetween size="s" direction="horizontal">
        <AlarmStatus state={alarm.state} />
        <Box>{unitText(alarm.value, alarm.unit)}</Box>
      </SpaceBetween>
      <Box>{say(`alarm.${alarm.alarmId}.text`)}</Box>
      <Box color="text-body-secondary">
        {say('alarms.rule', {
          value: say(`alarms.window.${alarm.window.value}`),
          window: formats.duration(alarm.window.ms),
          comparison: say(`alarms.${alarm.comparison}`),
        })}
      </Box>
      <MetricChart
        projectId={alarm.projectId}
        title={say(`alarm.${alarm.alarmId}`)}
        metrics={[alarm.metric]}
        rangeMs={weekMs}
        format={(value) => unitText(value, alarm.unit)}
        threshold={threshold}
      />
      <SpaceBetween size="m" direction="horizontal" alignItems="end">
        <FormField
          label={say('alarms.thresholdIn', { unit: say(`alarms.unit.${alarm.unit}`) })}
          errorText={isNumber ? '' : say('alarms.numberNeeded')}
          constraintText={say('alarms.default', { value: unitText(alarm.defaultThreshold, alarm.unit) })}
        >
          <Input
            type="number"
            inputMode="decimal"
            step="any"
            value={text}
            disabled={!mayWrite}
            onChange={({ detail }) => setText(detail.value)}
          />
        </FormField>
        <Checkbox
          checked={enabled}
          disabled={!mayWrite}
          onChange={({ detail }) => setEnabled(detail.checked)}
        >
          {say('alarms.tell')}
        </Checkbox>
        <Button
          variant="primary"
          disabled={!mayWrite || !isNumber}
          disabledReason={say(mayWrite ? 'alarms.numberNeeded' : 'quarantine.mayNot')}
          loading={save.isPending}
          onClick={submit}
        >
          {say('action.save')}
        </Button>
      </SpaceBetween>
      {preview.data !== undefined && (
        <Box>{say('alarms.wouldHaveFired', { count: preview.data.firings })}</Box>
      )}
      {save.isError && <ErrorState error={save.error} height={60} />}
    </SpaceBetween>
  );
}
