import { useSay } from '../../i18n/language.tsx';
import { type LifecycleDefinition, useTexts, type Visual } from './definition.ts';

/** Metrics of a visual. */
function metricsOf({ query }: Visual): readonly string[] {
  return [...(query.metrics ?? []), ...(query.metric === undefined ? [] : [query.metric])];
}

/** How a visual is counted: each metric's rule, and that of shapes that are no metrics. */
export function VisualRules({
  definition,
  visual,
}: {
  readonly definition: LifecycleDefinition;
  readonly visual: Visual;
}) {
  const say = useSay();
  const texts = useTexts();
  const { shape } = visual.query;
  const ids = shape === 'exits' ? ['exits'] : metricsOf(visual);
  return (
    <dl className="ms-facts">
      {ids.map((id) => (
        <div key={id}>
          <dt>{texts(definition.metrics[id]?.names)}</dt>
          <dd>{texts(definition.metrics[id]?.words)}</dd>
        </div>
      ))}
      {[
        'weeklyLifeCycle',
        'trailingEvents',
        'stickiness',
        'retentionByDate',
        'retentionByDay',
        'retentionMatrix',
        'hours',
        'insight',
        'freshness',
      ].includes(shape) && (
        <div>
          <dt>{texts(visual.titles)}</dt>
          <dd>{say(`lifecycle.rule.${shape}`)}</dd>
        </div>
      )}
    </dl>
  );
}

/** Help of the dashboard: what it is, and the rule of each metric of the sheet. */
export function LifecycleHelp({
  definition,
  sheetId,
}: {
  readonly definition: LifecycleDefinition;
  readonly sheetId: string;
}) {
  const say = useSay();
  const texts = useTexts();
  const sheet = definition.sheets.find(({ id }) => id === sheetId);
  const ids = new Set(sheet?.sections.flatMap(({ visuals }) => visuals.flatMap(metricsOf)));
  return (
    <div>
      <p>{say('lifecycle.help')}</p>
      <h3>{say('lifecycle.helpCounting')}</h3>
      <p>{say('lifecycle.helpExample')}</p>
      <dl className="ms-facts">
        {[...ids].map((id) => (
          <div key={id}>
            <dt>{texts(definition.metrics[id]?.names)}</dt>
            <dd>{texts(definition.metrics[id]?.words)}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}
