import Input from '@cloudscape-design/components/input';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useSay } from '../../../i18n/language.tsx';
import type { DraftItem } from '../model/explore-draft.ts';
import { newItem } from '../model/new-draft.ts';
import { useProblemAt } from '../state/form-context.tsx';
import { Choice } from './choice.tsx';
import { DurationInput } from './duration-input.tsx';
import { EventRow } from './event-row.tsx';
import { FieldPicker } from './field-picker.tsx';
import type { KindFormProps } from './form-parts.ts';
import { ItemList } from './item-list.tsx';
import { ModelForm } from './model-form.tsx';

/** Goal, touchpoints, window and model of an attribution analysis. */
export function AttributionForm({ draft, change }: KindFormProps<'attribution'>) {
  const say = useSay();
  const problemAt = useProblemAt();
  const { options } = draft;
  const { goal } = options;
  const nameOf = (index: number) => say('explore.touchpointName', { n: index + 1 });
  const option = (what: string) => ({ id: 'explore.edit.option', values: { what } });
  const goalName = say('explore.goal');
  return (
    <SpaceBetween size="l">
      <fieldset className="ms-form-part">
        <legend>{goalName}</legend>
        <EventRow
          name={goalName}
          pointer="/attribution/goal"
          item={goal}
          onChange={(name, next) => change(name, { ...options, goal: next })}
        >
          <Choice
            label={say('explore.goalValue')}
            hideLabel
            prefix="valueKind"
            values={['count', 'sum']}
            value={goal.value.type}
            onChange={(type, shown) =>
              change(option(shown), { ...options, goal: { ...goal, value: { type } } })
            }
          />
          {goal.value.type === 'sum' && (
            <FieldPicker
              label={say('explore.fieldOf', { what: goalName })}
              numbersOnly
              value={goal.value.field}
              problem={problemAt('/attribution/goal/value')}
              onChange={(field, shown) =>
                change(option(shown), { ...options, goal: { ...goal, value: { type: 'sum', field } } })
              }
            />
          )}
        </EventRow>
      </fieldset>
      <ItemList<DraftItem>
        title={say('explore.touchpoints')}
        items={options.touchpoints}
        least={1}
        most={10}
        newItem={newItem}
        addText={say('explore.addTouchpoint')}
        nameOf={nameOf}
        onChange={(name, touchpoints) => change(name, { ...options, touchpoints })}
        onType={(name, touchpoints) => change(name, { ...options, touchpoints }, true)}
      >
        {(touchpoint, index, update) => (
          <EventRow
            name={nameOf(index)}
            pointer={`/attribution/touchpoints/${index}`}
            item={touchpoint}
            onChange={update}
          >
            <Input
              ariaLabel={say('explore.labelOf', { what: nameOf(index) })}
              placeholder={say('explore.label')}
              value={touchpoint.label ?? ''}
              onChange={({ detail }) =>
                update(
                  { id: 'explore.edit.label', values: { what: nameOf(index) } },
                  { ...touchpoint, label: detail.value.slice(0, 255) },
                  true,
                )
              }
            />
          </EventRow>
        )}
      </ItemList>
      <Choice
        label={say('explore.window')}
        prefix="windowKind"
        values={['custom', 'sameDay', 'session']}
        value={options.window.type}
        onChange={(type, shown) =>
          change(option(shown), {
            ...options,
            window: type === 'custom' ? { type, seconds: 30 * 86_400 } : { type },
          })
        }
      />
      {options.window.type === 'custom' && (
        <DurationInput
          label={say('explore.lookback')}
          seconds={options.window.seconds}
          problem={problemAt('/attribution/window/seconds')}
          onChange={(seconds) =>
            change(option(say('explore.lookback')), { ...options, window: { type: 'custom', seconds } }, true)
          }
        />
      )}
      <ModelForm draft={draft} change={change} />
    </SpaceBetween>
  );
}
