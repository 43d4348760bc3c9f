import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import FormField from '@cloudscape-design/components/form-field';
import Input from '@cloudscape-design/components/input';
import Modal from '@cloudscape-design/components/modal';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useState } from 'react';
import { useSay, useSpeech } from '../../i18n/language.tsx';
import { DialogActions } from '../../panel/dialog-actions.tsx';
import { ConditionForm } from './condition-form.tsx';
import { conditionText, joined } from './condition-text.ts';
import { textOf, withText } from './rule-text.ts';
import type { ChannelRule } from './traffic-api.ts';

const newRule: ChannelRule = {
  id: '',
  channel: '',
  condition: joined('and', [{ field: 'traffic_source_source', op: 'eq', value: '' }]),
};

/** Makes or changes one channel group. */
export function ChannelDialog(props: {
  readonly rule: ChannelRule | null;
  readonly onClose: () => void;
  readonly onSave: (rule: ChannelRule) => void;
}) {
  const say = useSay();
  const speech = useSpeech();
  const [rule, setRule] = useState<ChannelRule>(props.rule ?? newRule);
  const isNamed = rule.channel.trim() !== '';
  return (
    <Modal
      visible
      size="large"
      onDismiss={props.onClose}
      closeAriaLabel={say('action.close')}
      header={
        props.rule === null
          ? say('traffic.addChannel')
          : say('traffic.editRule', { name: props.rule.channel })
      }
      footer={
        <DialogActions onCancel={props.onClose}>
          <Button
            variant="primary"
            disabled={!isNamed}
            onClick={() => props.onSave({ ...rule, channel: rule.channel.trim() })}
          >
            {say('traffic.keep')}
          </Button>
        </DialogActions>
      }
    >
      <SpaceBetween size="m">
        <FormField label={say('traffic.channelName')} constraintText={say('traffic.channelHint')}>
          <Input
            value={rule.channel}
            onChange={({ detail }) => setRule({ ...rule, channel: detail.value.slice(0, 255) })}
          />
        </FormField>
        <FormField label={say('traffic.displayName')}>
          <Input
            value={textOf(rule.displayName, speech.tag)}
            onChange={({ detail }) =>
              setRule({ ...rule, displayName: withText(rule.displayName, speech.tag, detail.value) })
            }
          />
        </FormField>
        <FormField label={say('traffic.descriptionLabel')}>
          <Input
            value={textOf(rule.description, speech.tag)}
            onChange={({ detail }) =>
              setRule({ ...rule, description: withText(rule.description, speech.tag, detail.value) })
            }
          />
        </FormField>
        <div>
          <Box variant="awsui-key-label">{say('traffic.condition')}</Box>
          <ConditionForm
            condition={rule.condition}
            onChange={(condition) => setRule({ ...rule, condition })}
          />
        </div>
        <Box color="text-body-secondary">
          <span className="ms-text">{safeText(rule, speech)}</span>
        </Box>
      </SpaceBetween>
    </Modal>
  );
}

/** The condition in words; nothing while JSON is typed that is no condition yet. */
function safeText({ condition }: ChannelRule, speech: Parameters<typeof conditionText>[1]): string {
  try {
    return conditionText(condition, speech);
  } catch {
    return '';
  }
}
