import Badge from '@cloudscape-design/components/badge';
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import SpaceBetween from '@cloudscape-design/components/space-between';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import { useState } from 'react';
import { useSay, useSpeech } from '../../i18n/language.tsx';
import { ChannelDialog } from './channel-dialog.tsx';
import { conditionText } from './condition-text.ts';
import { freeKey, moved } from './rule-changes.ts';
import { textOf } from './rule-text.ts';
import type { ChannelRule, RulesCheck, TrafficTest } from './traffic-api.ts';

interface ChannelListProps {
  readonly rules: readonly ChannelRule[];
  readonly shadowed: RulesCheck['shadowed'];
  /** What the tester found: marks the rule that decides. */
  readonly test: TrafficTest | null;
  readonly mayWrite: boolean;
  readonly onEdit: (name: string, rules: readonly ChannelRule[]) => void;
}

/** Channel groups in their order: the first that matches names the channel. */
export function ChannelList(props: ChannelListProps) {
  const say = useSay();
  const [editing, setEditing] = useState<number | 'new' | null>(null);
  const { rules, onEdit } = props;
  const ids = rules.map(({ id }) => String(id));
  const save = (rule: ChannelRule) => {
    // A new rule goes first, where it wins.
    if (editing === 'new')
      onEdit(say('traffic.edit.add', { name: rule.channel }), [
        { ...rule, id: freeKey('channel', ids) },
        ...rules,
      ]);
    else if (editing !== null)
      onEdit(say('traffic.edit.change', { name: rule.channel }), rules.with(editing, rule));
    setEditing(null);
  };
  return (
    <SpaceBetween size="s">
      {props.mayWrite && (
        <Button iconName="add-plus" onClick={() => setEditing('new')}>
          {say('traffic.addChannel')}
        </Button>
      )}
      <ol className="ms-traffic-rules" aria-label={say('traffic.channels')}>
        {rules.map((rule, at) => (
          <ChannelItem key={String(rule.id)} {...props} rule={rule} at={at} onOpen={() => setEditing(at)} />
        ))}
        <li className="ms-traffic-rule" data-decides={props.test !== null && props.test.decidedBy === null}>
          <Box color="text-body-secondary">{rules.length + 1}</Box>
          <div>
            <b>{say('traffic.unassigned')}</b>
            <div>{say('traffic.otherwise')}</div>
          </div>
        </li>
      </ol>
      {editing !== null && (
        <ChannelDialog
          rule={editing === 'new' ? null : (rules[editing] ?? null)}
          onClose={() => setEditing(null)}
          onSave={save}
        />
      )}
    </SpaceBetween>
  );
}

function ChannelItem(
  props: ChannelListProps & { readonly rule: ChannelRule; readonly at: number; readonly onOpen: () => void },
) {
  const say = useSay();
  const speech = useSpeech();
  const { rules, rule, at, test, onEdit } = props;
  const { channel } = rule;
  const name = textOf(rule.displayName, speech.tag) || channel;
  const shadow = props.shadowed.find(({ index }) => index === at);
  const decides = test?.decidedBy === at;
  const matches = test?.verdicts.find(({ index }) => index === at)?.holds === true;
  const move = (to: number) => onEdit(say('traffic.edit.move', { name }), moved(rules, at, to));
  return (
    <li className="ms-traffic-rule" data-decides={decides}>
      <Box color="text-body-secondary">{at + 1}</Box>
      <div>
        <SpaceBetween size="xs" direction="horizontal">
          <b className="ms-text">{name}</b>
          {name !== channel && <Badge>{channel}</Badge>}
          {decides && <StatusIndicator type="success">{say('traffic.decides')}</StatusIndicator>}
          {!decides && matches && <StatusIndicator type="info">{say('traffic.alsoMatches')}</StatusIndicator>}
        </SpaceBetween>
        <div className="ms-text">{conditionText(rule.condition, speech)}</div>
        {shadow !== undefined && (
          <StatusIndicator type="warning">
            {say('traffic.shadowed', {
              rules: shadow.by.map((index) => index + 1).join(', '),
              count: shadow.by.length,
            })}
          </StatusIndicator>
        )}
      </div>
      {props.mayWrite && (
        <SpaceBetween size="xxs" direction="horizontal">
          <Button
            variant="icon"
            iconName="angle-up"
            disabled={at === 0}
            ariaLabel={say('traffic.moveUp', { name })}
            onClick={() => move(at - 1)}
          />
          <Button
            variant="icon"
            iconName="angle-down"
            disabled={at === rules.length - 1}
            ariaLabel={say('traffic.moveDown', { name })}
            onClick={() => move(at + 1)}
          />
          <Button
            variant="icon"
            iconName="edit"
            ariaLabel={say('traffic.editRule', { name })}
            onClick={props.onOpen}
          />
          <Button
            variant="icon"
            iconName="copy"
            ariaLabel={say('traffic.copyRule', { name })}
            onClick={() => {
              const ids = rules.map(({ id }) => String(id));
              const copy = { ...rule, id: freeKey(`${rule.id}_copy`, ids) };
              onEdit(say('traffic.edit.copy', { name }), rules.toSpliced(at, 0, copy));
            }}
          />
          <Button
            variant="icon"
            iconName="remove"
            ariaLabel={say('traffic.removeRule', { name })}
            onClick={() => onEdit(say('traffic.edit.remove', { name }), rules.toSpliced(at, 1))}
          />
        </SpaceBetween>
      )}
    </li>
  );
}
