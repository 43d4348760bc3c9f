import Checkbox from '@cloudscape-design/components/checkbox';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useSay } from '../../../i18n/language.tsx';
import type { DraftItem } from '../model/explore-draft.ts';
import { newItem } from '../model/new-draft.ts';
import { useProblemAt } from '../state/form-context.tsx';
import { Choice } from './choice.tsx';
import { DurationInput } from './duration-input.tsx';
import { EventRow } from './event-row.tsx';
import type { KindFormProps } from './form-parts.ts';
import { ItemList } from './item-list.tsx';

/** Steps and window of a funnel. */
export function FunnelForm({ draft, change }: KindFormProps<'funnel'>) {
  const say = useSay();
  const problemAt = useProblemAt();
  const { options } = draft;
  const nameOf = (index: number) => say('explore.stepPlace', { step: index + 1 });
  const option = (what: string) => ({ id: 'explore.edit.option', values: { what } });
  return (
    <SpaceBetween size="l">
      <ItemList<DraftItem>
        title={say('explore.steps')}
        items={options.steps}
        least={2}
        most={10}
        newItem={newItem}
        addText={say('explore.addStep')}
        nameOf={nameOf}
        onChange={(name, steps) => change(name, { ...options, steps })}
      >
        {(step, index, update) => (
          <EventRow name={nameOf(index)} pointer={`/funnel/steps/${index}`} item={step} onChange={update} />
        )}
      </ItemList>
      <Choice
        label={say('explore.countBy')}
        prefix="unit"
        values={['userCount', 'eventCount']}
        value={options.metric}
        onChange={(metric, shown) => change(option(shown), { ...options, metric })}
      />
      <Choice
        label={say('explore.window')}
        prefix="windowKind"
        values={['custom', 'sameDay']}
        value={options.window.type}
        onChange={(type, shown) =>
          change(option(shown), {
            ...options,
            window: type === 'custom' ? { type, seconds: 600 } : { type },
          })
        }
      />
      {options.window.type === 'custom' && (
        <DurationInput
          label={say('explore.windowLength')}
          seconds={options.window.seconds}
          problem={problemAt('/funnel/window/seconds')}
          onChange={(seconds) =>
            change(
              option(say('explore.windowLength')),
              { ...options, window: { type: 'custom', seconds } },
              true,
            )
          }
        />
      )}
      {draft.groupBy.length > 0 && (
        <Choice
          label={say('explore.groupApply')}
          prefix="groupApplies"
          values={['all', 'first']}
          value={options.groupApply}
          description={say('explore.groupApplyHint')}
          onChange={(groupApply, shown) => change(option(shown), { ...options, groupApply })}
        />
      )}
      <Checkbox
        checked={options.lateSteps}
        description={say('explore.lateStepsHint')}
        onChange={({ detail }) =>
          change(option(say('explore.lateSteps')), { ...options, lateSteps: detail.checked })
        }
      >
        {say('explore.lateSteps')}
      </Checkbox>
      <Checkbox
        checked={options.medians}
        onChange={({ detail }) =>
          change(option(say('explore.medians')), { ...options, medians: detail.checked })
        }
      >
        {say('explore.medians')}
      </Checkbox>
    </SpaceBetween>
  );
}
