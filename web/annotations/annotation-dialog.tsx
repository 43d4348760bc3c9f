import Button from '@cloudscape-design/components/button';
import Checkbox from '@cloudscape-design/components/checkbox';
import DatePicker from '@cloudscape-design/components/date-picker';
import FormField from '@cloudscape-design/components/form-field';
import Input from '@cloudscape-design/components/input';
import Modal from '@cloudscape-design/components/modal';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Textarea from '@cloudscape-design/components/textarea';
import { useState } from 'react';
import { useSay } from '../i18n/language.tsx';
import { DialogActions } from '../panel/dialog-actions.tsx';
import { isLocalDate } from '../time-range/local-date.ts';
import type { AnnotationBody } from './annotation.ts';

/** Day, text and scope of a note. */
export function AnnotationDialog(props: {
  readonly body: AnnotationBody;
  /** Dashboard that the note can be kept on; null on pages of the app. */
  readonly dashboardId: string | null;
  readonly isSaving: boolean;
  readonly onSave: (body: AnnotationBody) => void;
  readonly onClose: () => void;
}) {
  const say = useSay();
  const [body, setBody] = useState(props.body);
  const { dashboardId } = props;
  const isDayWrong = !isLocalDate(body.start.slice(0, 10));
  const isEndWrong = body.end !== null && (!isLocalDate(body.end.slice(0, 10)) || body.end < body.start);
  const isComplete = body.label.trim() !== '' && !isDayWrong && !isEndWrong;
  return (
    <Modal
      visible
      header={say('annotations.one')}
      onDismiss={props.onClose}
      footer={
        <DialogActions onCancel={props.onClose}>
          <Button
            variant="primary"
            loading={props.isSaving}
            disabled={!isComplete}
            onClick={() => props.onSave({ ...body, label: body.label.trim() })}
          >
            {say('action.save')}
          </Button>
        </DialogActions>
      }
    >
      <SpaceBetween size="m">
        <FormField label={say('annotations.label')}>
          <Input
            value={body.label}
            autoFocus
            onChange={({ detail }) => setBody({ ...body, label: detail.value.slice(0, 255) })}
          />
        </FormField>
        <FormField
          label={say('annotations.day')}
          errorText={isDayWrong ? say('annotations.dayWrong') : undefined}
        >
          <DatePicker
            value={body.start.slice(0, 10)}
            placeholder="YYYY-MM-DD"
            expandToViewport
            onChange={({ detail }) => setBody({ ...body, start: detail.value })}
          />
        </FormField>
        <FormField
          label={say('annotations.end')}
          errorText={isEndWrong ? say('annotations.endWrong') : undefined}
        >
          <DatePicker
            value={body.end?.slice(0, 10) ?? ''}
            placeholder="YYYY-MM-DD"
            expandToViewport
            onChange={({ detail }) => setBody({ ...body, end: detail.value === '' ? null : detail.value })}
          />
        </FormField>
        <FormField label={say('annotations.note')}>
          <Textarea
            value={body.note}
            onChange={({ detail }) => setBody({ ...body, note: detail.value.slice(0, 1_024) })}
          />
        </FormField>
        {dashboardId !== null && (
          <Checkbox
            checked={body.dashboardId !== null}
            onChange={({ detail }) => setBody({ ...body, dashboardId: detail.checked ? dashboardId : null })}
          >
            {say('annotations.onlyHere')}
          </Checkbox>
        )}
      </SpaceBetween>
    </Modal>
  );
}
