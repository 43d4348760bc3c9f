import FormField from '@cloudscape-design/components/form-field';
import Input from '@cloudscape-design/components/input';
import type { Measure } from '@millstream/studio/spec';
import { useSay } from '../../../i18n/language.tsx';
import type { EditName } from '../model/edit-log.ts';
import type { DraftMeasure, DraftMetric } from '../model/explore-draft.ts';
import { newMetric } from '../model/new-draft.ts';
import { useProblemAt } from '../state/form-context.tsx';
import { Choice } from './choice.tsx';
import { EventRow } from './event-row.tsx';
import { FieldPicker } from './field-picker.tsx';
import type { KindFormProps } from './form-parts.ts';
import { ItemList } from './item-list.tsx';

const measures: readonly Measure['type'][] = [
  'userCount',
  'eventCount',
  'eventsPerUser',
  'countDistinct',
  'sum',
  'sumPerUser',
  'avg',
  'median',
  'percentile',
  'min',
  'max',
];
const withoutField: ReadonlySet<string> = new Set(['userCount', 'eventCount', 'eventsPerUser']);

/** Letter of a metric: A, B, C. */
export const letterOf = (index: number): string => String.fromCharCode(65 + index);

/** Metrics of an event analysis. */
export function EventForm({ draft, change }: KindFormProps<'event'>) {
  const say = useSay();
  const { metrics } = draft.options;
  return (
    <ItemList<DraftMetric>
      title={say('explore.metrics')}
      items={metrics}
      least={1}
      most={10}
      newItem={newMetric}
      addText={say('explore.addMetric')}
      nameOf={(index) => say('explore.metricName', { letter: letterOf(index) })}
      onChange={(name, next) => change(name, { metrics: next })}
      onType={(name, next) => change(name, { metrics: next }, true)}
    >
      {(metric, index, update) => (
        <MetricRow
          metric={metric}
          name={say('explore.metricName', { letter: letterOf(index) })}
          pointer={`/event/metrics/${index}`}
          update={update}
        />
      )}
    </ItemList>
  );
}

function MetricRow(props: {
  readonly metric: DraftMetric;
  readonly name: string;
  readonly pointer: string;
  readonly update: (name: EditName, metric: DraftMetric, isTyping?: boolean) => void;
}) {
  const say = useSay();
  const problemAt = useProblemAt();
  const { metric, name, pointer, update } = props;
  const { measure } = metric;
  const setMeasure = (next: DraftMeasure, shown: string) =>
    update(
      { id: 'explore.edit.measure', values: { what: name, measure: shown } },
      { ...metric, measure: next },
    );
  return (
    <EventRow name={name} pointer={pointer} item={metric} onChange={update}>
      <Choice
        label={say('explore.measureOfMetric', { what: name })}
        hideLabel
        prefix="measure"
        values={measures}
        value={measure.type}
        onChange={(type, shown) => {
          const field = withoutField.has(type) ? {} : { field: measure.field };
          setMeasure({ type, ...field, ...(type === 'percentile' ? { p: measure.p ?? 90 } : {}) }, shown);
        }}
      />
      {!withoutField.has(measure.type) && (
        <FieldPicker
          label={say('explore.fieldOf', { what: name })}
          numbersOnly={measure.type !== 'countDistinct'}
          value={measure.field}
          problem={problemAt(`${pointer}/measure`)}
          onChange={(field, shown) => setMeasure({ ...measure, field }, shown)}
        />
      )}
      {measure.type === 'percentile' && (
        <FormField label={say('explore.percentile')} errorText={problemAt(`${pointer}/measure/p`)} stretch>
          <Input
            type="number"
            ariaLabel={say('explore.percentile')}
            value={String(measure.p ?? '')}
            onChange={({ detail }) =>
              update(
                { id: 'explore.edit.percentile', values: { what: name } },
                { ...metric, measure: { ...measure, p: Number(detail.value) } },
                true,
              )
            }
          />
        </FormField>
      )}
      <Input
        ariaLabel={say('explore.labelOf', { what: name })}
        placeholder={say('explore.label')}
        value={metric.label ?? ''}
        onChange={({ detail }) =>
          update(
            { id: 'explore.edit.label', values: { what: name } },
            { ...metric, label: detail.value.slice(0, 255) },
            true,
          )
        }
      />
    </EventRow>
  );
}
