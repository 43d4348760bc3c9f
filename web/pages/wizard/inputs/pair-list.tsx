import Button from '@cloudscape-design/components/button';
import Input from '@cloudscape-design/components/input';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useSay } from '../../../i18n/language.tsx';
import type { FieldInputProps } from '../field-input.tsx';
import { valueAt } from '../spec-tree.ts';
import { fieldElementId } from '../wizard-fields.ts';

type Pair = Readonly<Record<string, string>>;

/** A list of pairs of texts with a button to add and one to remove each. */
export function PairList(
  props: FieldInputProps & { readonly names: readonly [string, string]; readonly addText: string },
) {
  const say = useSay();
  const { wizard, field, names, isDisabled } = props;
  const stored = valueAt(wizard.spec, field.path);
  const pairs: readonly Pair[] = Array.isArray(stored) ? stored : [];
  const put = (next: readonly Pair[]) => wizard.set(field.path, next);
  const id = fieldElementId(field.path);
  return (
    <SpaceBetween size="xs">
      {pairs.map((pair, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: pairs have no name of their own and never change places
        <div className="ms-pair" key={index}>
          {names.map((name, part) => (
            <Input
              key={name}
              {...(index === 0 && part === 0 ? { controlId: id } : {})}
              ariaLabel={`${say(`wizard.pair.${name}`)} ${index + 1}`}
              placeholder={say(`wizard.pair.${name}`)}
              value={pair[name] ?? ''}
              disabled={isDisabled}
              onChange={({ detail }) =>
                put(pairs.map((one, at) => (at === index ? { ...one, [name]: detail.value } : one)))
              }
              onBlur={() => wizard.show(field.path)}
            />
          ))}
          <Button
            iconName="remove"
            variant="icon"
            ariaLabel={`${say('action.remove')} ${index + 1}`}
            disabled={isDisabled}
            onClick={() => put(pairs.filter((_, at) => at !== index))}
          />
        </div>
      ))}
      <Button
        {...(pairs.length === 0 ? { id } : {})}
        iconName="add-plus"
        disabled={isDisabled}
        onClick={() => put([...pairs, Object.fromEntries(names.map((name) => [name, '']))])}
      >
        {props.addText}
      </Button>
    </SpaceBetween>
  );
}
