import Checkbox from '@cloudscape-design/components/checkbox';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useSay } from '../../../i18n/language.tsx';
import type { EditName } from '../model/edit-log.ts';
import type { DraftPair, DraftSide } from '../model/explore-draft.ts';
import { newPair } from '../model/new-draft.ts';
import { useProblemAt } from '../state/form-context.tsx';
import { Choice } from './choice.tsx';
import { EventRow } from './event-row.tsx';
import { FieldPicker } from './field-picker.tsx';
import type { KindFormProps } from './form-parts.ts';
import { ItemList } from './item-list.tsx';

/** Pairs and cohorts of a retention analysis. */
export function RetentionForm({ draft, change }: KindFormProps<'retention'>) {
  const say = useSay();
  const { options } = draft;
  const nameOf = (index: number) => say('explore.pairName', { n: index + 1 });
  const option = (what: string) => ({ id: 'explore.edit.option', values: { what } });
  return (
    <SpaceBetween size="l">
      <ItemList<DraftPair>
        title={say('explore.pairs')}
        items={options.pairs}
        least={1}
        most={5}
        newItem={newPair}
        addText={say('explore.addPair')}
        nameOf={nameOf}
        onChange={(name, pairs) => change(name, { ...options, pairs })}
      >
        {(pair, index, update) => (
          <>
            {(['start', 'revisit'] as const).map((side) => (
              <PairSide
                key={side}
                name={say(`explore.side.${side}`, { pair: nameOf(index) })}
                pointer={`/retention/pairs/${index}/${side}`}
                side={pair[side]}
                onChange={(name, next) => update(name, { ...pair, [side]: next })}
              />
            ))}
          </>
        )}
      </ItemList>
      <Choice
        label={say('explore.cohorts')}
        prefix="cohortKind"
        values={['each', 'first']}
        value={options.cohort}
        onChange={(cohort, shown) => change(option(shown), { ...options, cohort })}
      />
      <Choice
        label={say('explore.show')}
        prefix="showKind"
        values={['retention', 'attrition']}
        value={options.show}
        onChange={(show, shown) => change(option(shown), { ...options, show })}
      />
      <Checkbox
        checked={options.strictAfter}
        description={say('explore.strictAfterHint')}
        onChange={({ detail }) =>
          change(option(say('explore.strictAfter')), { ...options, strictAfter: detail.checked })
        }
      >
        {say('explore.strictAfter')}
      </Checkbox>
    </SpaceBetween>
  );
}

function PairSide(props: {
  readonly name: string;
  readonly pointer: string;
  readonly side: DraftSide;
  readonly onChange: (name: EditName, side: DraftSide) => void;
}) {
  const say = useSay();
  const problemAt = useProblemAt();
  const { name, pointer, side, onChange } = props;
  return (
    <fieldset className="ms-form-part">
      <legend>{name}</legend>
      <EventRow name={name} pointer={pointer} item={side} onChange={onChange}>
        <FieldPicker
          label={say('explore.associateOf', { what: name })}
          value={side.associate}
          isOptional
          problem={problemAt(`${pointer}/associate`)}
          onChange={(associate) =>
            onChange({ id: 'explore.edit.associate', values: { what: name } }, { ...side, associate })
          }
        />
      </EventRow>
    </fieldset>
  );
}
