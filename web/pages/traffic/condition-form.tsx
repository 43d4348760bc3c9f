import Button from '@cloudscape-design/components/button';
import FormField from '@cloudscape-design/components/form-field';
import Input from '@cloudscape-design/components/input';
import SegmentedControl from '@cloudscape-design/components/segmented-control';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Textarea from '@cloudscape-design/components/textarea';
import { useState } from 'react';
import { useSay } from '../../i18n/language.tsx';
import { Choice } from '../segments/builder/choice.tsx';
import { conditionFields, conditionOperators, joined, partsOf } from './condition-text.ts';
import { type Condition, type ConditionLeaf, emptyWord } from './traffic-api.ts';

const newLeaf: ConditionLeaf = { field: 'traffic_source_source', op: 'eq', value: '' };
const mostDepth = 4;

/** Builder and JSON of one condition: two views of the same tree. */
export function ConditionForm(props: {
  readonly condition: Condition;
  readonly onChange: (condition: Condition) => void;
}) {
  const say = useSay();
  const [view, setView] = useState<'form' | 'json'>('form');
  return (
    <SpaceBetween size="s">
      <SegmentedControl
        selectedId={view}
        label={say('traffic.view')}
        options={[
          { id: 'form', text: say('traffic.view.form') },
          { id: 'json', text: say('traffic.view.json') },
        ]}
        onChange={({ detail }) => setView(detail.selectedId === 'json' ? 'json' : 'form')}
      />
      {view === 'form' ? (
        <ConditionNode condition={props.condition} depth={0} onChange={props.onChange} onRemove={null} />
      ) : (
        <ConditionJson {...props} />
      )}
    </SpaceBetween>
  );
}

function ConditionNode(props: {
  readonly condition: Condition;
  readonly depth: number;
  readonly onChange: (condition: Condition) => void;
  readonly onRemove: (() => void) | null;
}) {
  const say = useSay();
  const { condition, depth, onChange } = props;
  const group = partsOf(condition);
  if (group === null)
    return <LeafForm leaf={condition as ConditionLeaf} onChange={onChange} onRemove={props.onRemove} />;
  const { op, parts } = group;
  return (
    <div className="ms-traffic-group">
      <SpaceBetween size="xs">
        <div className="ms-traffic-leaf">
          <Choice
            value={op}
            values={['and', 'or'] as const}
            labelOf={(one) => say(`traffic.join.${one}`)}
            ariaLabel={say('traffic.join')}
            onChange={(next) => onChange(joined(next, parts))}
          />
          {props.onRemove && (
            <Button
              variant="icon"
              iconName="close"
              ariaLabel={say('traffic.removeGroup')}
              onClick={props.onRemove}
            />
          )}
        </div>
        {parts.map((part, at) => (
          <ConditionNode
            // biome-ignore lint/suspicious/noArrayIndexKey: a test is its place
            key={at}
            condition={part}
            depth={depth + 1}
            onChange={(next) => onChange(joined(op, parts.with(at, next)))}
            onRemove={parts.length === 1 ? null : () => onChange(joined(op, parts.toSpliced(at, 1)))}
          />
        ))}
        <SpaceBetween size="xs" direction="horizontal">
          <Button iconName="add-plus" onClick={() => onChange(joined(op, [...parts, newLeaf]))}>
            {say('traffic.addTest')}
          </Button>
          {depth < mostDepth && (
            <Button
              onClick={() => onChange(joined(op, [...parts, joined(op === 'and' ? 'or' : 'and', [newLeaf])]))}
            >
              {say('traffic.addGroup')}
            </Button>
          )}
        </SpaceBetween>
      </SpaceBetween>
    </div>
  );
}

function LeafForm(props: {
  readonly leaf: ConditionLeaf;
  readonly onChange: (leaf: ConditionLeaf) => void;
  readonly onRemove: (() => void) | null;
}) {
  const say = useSay();
  const { leaf, onChange } = props;
  const isList = leaf.op === 'in' || leaf.op === 'not_in';
  const isEmptyTest = (leaf.op === 'eq' || leaf.op === 'not_eq') && leaf.value === emptyWord;
  const operator = isEmptyTest ? (leaf.op === 'eq' ? 'empty' : 'not_empty') : leaf.op;
  const text = isList ? (leaf.values ?? []).join(', ') : (leaf.value ?? '');
  const withOperator = (op: string) => {
    const { field } = leaf;
    if (op === 'empty' || op === 'not_empty')
      return onChange({ field, op: op === 'empty' ? 'eq' : 'not_eq', value: emptyWord });
    const value = isEmptyTest ? '' : text;
    if (op === 'in' || op === 'not_in') return onChange({ field, op, values: listOf(value) });
    return onChange({ field, op, value });
  };
  return (
    <div className="ms-traffic-leaf">
      <Choice
        value={leaf.field}
        values={conditionFields as readonly string[]}
        labelOf={(field) => say(`traffic.field.${field}`)}
        ariaLabel={say('traffic.field')}
        onChange={(field) => onChange({ ...leaf, field })}
      />
      <Choice
        value={operator}
        values={['empty', 'not_empty', ...conditionOperators] as readonly string[]}
        labelOf={(op) => say(`traffic.operator.${op}`)}
        ariaLabel={say('traffic.operator')}
        onChange={withOperator}
      />
      {!isEmptyTest && (
        <Input
          value={text}
          ariaLabel={say(isList ? 'traffic.values' : 'traffic.value')}
          placeholder={say(isList ? 'traffic.values' : 'traffic.value')}
          onChange={({ detail }) =>
            onChange(
              isList
                ? { field: leaf.field, op: leaf.op, values: listOf(detail.value) }
                : { field: leaf.field, op: leaf.op, value: detail.value },
            )
          }
        />
      )}
      {props.onRemove && (
        <Button
          variant="icon"
          iconName="close"
          ariaLabel={say('traffic.removeTest')}
          onClick={props.onRemove}
        />
      )}
    </div>
  );
}

/** Values between commas; the last one may still be empty while it is typed. */
function listOf(text: string): readonly string[] {
  return text.split(',').map((part) => part.trimStart());
}

function ConditionJson({
  condition,
  onChange,
}: {
  readonly condition: Condition;
  readonly onChange: (condition: Condition) => void;
}) {
  const say = useSay();
  const [text, setText] = useState(() => JSON.stringify(condition, null, 2));
  const [problem, setProblem] = useState<string | null>(null);
  return (
    <FormField label={say('traffic.json')} errorText={problem ?? undefined} stretch>
      <Textarea
        value={text}
        rows={14}
        spellcheck={false}
        onChange={({ detail }) => {
          setText(detail.value);
          try {
            const parsed: unknown = JSON.parse(detail.value);
            if (typeof parsed !== 'object' || parsed === null) throw new SyntaxError(say('traffic.noObject'));
            setProblem(null);
            onChange(parsed as Condition);
          } catch (error) {
            setProblem(error instanceof Error ? error.message : String(error));
          }
        }}
      />
    </FormField>
  );
}
