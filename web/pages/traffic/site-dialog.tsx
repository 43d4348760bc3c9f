import Autosuggest from '@cloudscape-design/components/autosuggest';
import Button from '@cloudscape-design/components/button';
import FormField from '@cloudscape-design/components/form-field';
import Input from '@cloudscape-design/components/input';
import Modal from '@cloudscape-design/components/modal';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useState } from 'react';
import { useSay } from '../../i18n/language.tsx';
import { DialogActions } from '../../panel/dialog-actions.tsx';
import type { SiteRow } from './traffic-api.ts';

const categories = ['Search', 'Social', 'Shopping', 'Video', 'Internal', 'Referral'];
const mostParams = 10;

/** Makes or changes one known site. */
export function SiteDialog(props: {
  readonly site: SiteRow | null;
  /** Domains that other rows have. */
  readonly taken: readonly string[];
  readonly onClose: () => void;
  readonly onSave: (site: SiteRow) => void;
}) {
  const say = useSay();
  const [url, setUrl] = useState(props.site?.url ?? '');
  const [source, setSource] = useState(props.site?.source ?? '');
  const [category, setCategory] = useState(props.site?.category ?? 'Search');
  const [params, setParams] = useState((props.site?.params ?? []).join(', '));
  const list = params
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '');
  const isTaken = props.taken.includes(url.trim());
  const isWhole = [url, source, category].every((text) => text.trim() !== '');
  const isReady = isWhole && !isTaken && list.length <= mostParams;
  return (
    <Modal
      visible
      onDismiss={props.onClose}
      closeAriaLabel={say('action.close')}
      header={say('traffic.siteTitle')}
      footer={
        <DialogActions onCancel={props.onClose}>
          <Button
            variant="primary"
            disabled={!isReady}
            onClick={() =>
              props.onSave({
                url: url.trim(),
                source: source.trim(),
                category: category.trim(),
                params: list,
              })
            }
          >
            {say('traffic.keep')}
          </Button>
        </DialogActions>
      }
    >
      <SpaceBetween size="m">
        <FormField
          label={say('traffic.domain')}
          constraintText={say('traffic.domainHint')}
          errorText={isTaken ? say('traffic.domainTaken') : undefined}
        >
          <Input value={url} onChange={({ detail }) => setUrl(detail.value)} />
        </FormField>
        <FormField label={say('traffic.source')}>
          <Input value={source} onChange={({ detail }) => setSource(detail.value)} />
        </FormField>
        <FormField label={say('traffic.category')}>
          <Autosuggest
            value={category}
            options={categories.map((value) => ({ value }))}
            enteredTextLabel={(text) => text}
            onChange={({ detail }) => setCategory(detail.value)}
          />
        </FormField>
        <FormField
          label={say('traffic.params')}
          constraintText={say('traffic.paramsHint')}
          errorText={list.length > mostParams ? say('traffic.paramsMany') : undefined}
        >
          <Input value={params} onChange={({ detail }) => setParams(detail.value)} />
        </FormField>
      </SpaceBetween>
    </Modal>
  );
}
