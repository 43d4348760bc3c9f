import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { type LifecycleDefinition, type Sheet, useTexts, type Visual } from './definition.ts';
import { type CardDuties, LifecycleCard } from './lifecycle-card.tsx';
import type { LifecycleChoices } from './lifecycle-choices.ts';

/** Columns of the sheet's grid that a visual takes: of 2. */
function isWide({ query, chart }: Visual): boolean {
  return ['total', 'insight', 'retentionMatrix'].includes(query.shape) || chart === 'table';
}

/** The sheet's visuals under their headings; the freshness stands in the page's header already. */
export function LifecycleSheet(props: {
  readonly definition: LifecycleDefinition;
  readonly sheet: Sheet;
  readonly choices: LifecycleChoices;
  readonly duties: CardDuties;
}) {
  const texts = useTexts();
  const { definition, sheet, choices, duties } = props;
  return (
    <SpaceBetween size="l">
      {sheet.sections.map(({ id, titles, visuals }) => {
        const shown = visuals.filter(({ query }) => query.shape !== 'freshness');
        // Sentences stand above what they are about.
        const ordered = [
          ...shown.filter(({ query }) => query.shape === 'total'),
          ...shown.filter(({ query }) => query.shape === 'insight'),
          ...shown.filter(({ query }) => !['total', 'insight'].includes(query.shape)),
        ];
        return (
          <section key={id} aria-label={texts(titles)}>
            {sheet.sections.length > 1 && <Header variant="h2">{texts(titles)}</Header>}
            <div className="ms-sheet">
              {ordered.map((visual) => (
                <div key={visual.id} className={isWide(visual) && !isHalfKpi(visual) ? 'ms-wide' : ''}>
                  <LifecycleCard definition={definition} visual={visual} choices={choices} duties={duties} />
                </div>
              ))}
            </div>
          </section>
        );
      })}
    </SpaceBetween>
  );
}

/** One number alone does not need the whole width. */
function isHalfKpi({ query }: Visual): boolean {
  return query.shape === 'total' && query.metrics?.length === 1;
}
