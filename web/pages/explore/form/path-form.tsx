import Checkbox from '@cloudscape-design/components/checkbox';
import FormField from '@cloudscape-design/components/form-field';
import Input from '@cloudscape-design/components/input';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useSay } from '../../../i18n/language.tsx';
import type { DraftNode } from '../model/explore-draft.ts';
import { newNode } from '../model/new-draft.ts';
import { useProblemAt } from '../state/form-context.tsx';
import { Choice } from './choice.tsx';
import { DurationInput } from './duration-input.tsx';
import type { KindFormProps } from './form-parts.ts';
import { ItemFilter } from './item-filter.tsx';
import { ItemList } from './item-list.tsx';
import { NodePicker } from './node-picker.tsx';

/** Start, nodes and steps of a path. */
export function PathForm({ draft, change }: KindFormProps<'path'>) {
  const say = useSay();
  const problemAt = useProblemAt();
  const { options } = draft;
  const nameOf = (index: number) => say('explore.nodeName', { n: index + 1 });
  const option = (what: string) => ({ id: 'explore.edit.option', values: { what } });
  const startLabel = say(options.anchor === 'start' ? 'explore.startNode' : 'explore.endNode');
  return (
    <SpaceBetween size="l">
      <Choice
        label={say('explore.nodes')}
        prefix="nodeType"
        values={['event', 'pageTitle', 'pageUrl', 'screenName', 'screenId']}
        value={options.nodeType}
        onChange={(nodeType, shown) => change(option(shown), { ...options, nodeType, start: '', nodes: [] })}
      />
      <Choice
        label={say('explore.direction')}
        prefix="anchor"
        values={['start', 'end']}
        value={options.anchor}
        onChange={(anchor, shown) => change(option(shown), { ...options, anchor })}
      />
      <FormField label={startLabel} stretch>
        <NodePicker
          label={startLabel}
          nodeType={options.nodeType}
          value={options.start}
          problem={problemAt('/path/start')}
          onChange={(start, shown) =>
            change(
              { id: 'explore.edit.event', values: { what: startLabel, event: shown } },
              { ...options, start },
              options.nodeType !== 'event',
            )
          }
        />
      </FormField>
      <ItemList<DraftNode>
        title={say('explore.selectedNodes')}
        items={options.nodes}
        least={0}
        most={10}
        newItem={newNode}
        addText={say('explore.addNode')}
        nameOf={nameOf}
        onChange={(name, nodes) => change(name, { ...options, nodes })}
        onType={(name, nodes) => change(name, { ...options, nodes }, true)}
      >
        {(node, index, update) => (
          <>
            <NodePicker
              label={nameOf(index)}
              nodeType={options.nodeType}
              value={node.value}
              problem={problemAt(`/path/nodes/${index}/value`)}
              onChange={(value, shown) =>
                update(
                  { id: 'explore.edit.event', values: { what: nameOf(index), event: shown } },
                  { ...node, value },
                  options.nodeType !== 'event',
                )
              }
            />
            {options.nodeType === 'event' && (
              <ItemFilter
                name={nameOf(index)}
                pointer={`/path/nodes/${index}`}
                value={node.filter}
                onChange={(filter) =>
                  update({ id: 'explore.edit.filter', values: { what: nameOf(index) } }, { ...node, filter })
                }
              />
            )}
          </>
        )}
      </ItemList>
      {options.nodes.length > 0 && (
        <Checkbox
          checked={options.includeOthers}
          onChange={({ detail }) =>
            change(option(say('explore.includeOthers')), { ...options, includeOthers: detail.checked })
          }
        >
          {say('explore.includeOthers')}
        </Checkbox>
      )}
      <Checkbox
        checked={options.mergeConsecutive}
        onChange={({ detail }) =>
          change(option(say('explore.merge')), { ...options, mergeConsecutive: detail.checked })
        }
      >
        {say('explore.merge')}
      </Checkbox>
      <Choice
        label={say('explore.countBy')}
        prefix="unit"
        values={['userCount', 'eventCount']}
        value={options.metric}
        onChange={(metric, shown) => change(option(shown), { ...options, metric })}
      />
      <Choice
        label={say('explore.sessions')}
        prefix="sessionKind"
        values={['session', 'gap']}
        value={options.session.type}
        onChange={(type, shown) =>
          change(option(shown), { ...options, session: type === 'gap' ? { type, seconds: 300 } : { type } })
        }
      />
      {options.session.type === 'gap' && (
        <DurationInput
          label={say('explore.gapLength')}
          seconds={options.session.seconds}
          problem={problemAt('/path/session/seconds')}
          onChange={(seconds) =>
            change(option(say('explore.gapLength')), { ...options, session: { type: 'gap', seconds } }, true)
          }
        />
      )}
      <FormField
        label={say('explore.maxStep')}
        constraintText={say('explore.maxStepHint')}
        errorText={problemAt('/path/maxStep') === null ? null : say('explore.maxStepHint')}
        stretch
      >
        <Input
          type="number"
          ariaLabel={say('explore.maxStep')}
          value={options.maxStep === 0 ? '' : String(options.maxStep)}
          onChange={({ detail }) =>
            change(option(say('explore.maxStep')), { ...options, maxStep: Number(detail.value) }, true)
          }
        />
      </FormField>
    </SpaceBetween>
  );
}
