import Button from '@cloudscape-design/components/button';
import FormField from '@cloudscape-design/components/form-field';
import Input from '@cloudscape-design/components/input';
import Modal from '@cloudscape-design/components/modal';
import Select from '@cloudscape-design/components/select';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { callApi } from '../../api/call-api.ts';
import { useApi } from '../../api/use-api.ts';
import { useSay } from '../../i18n/language.tsx';
import { DialogActions } from '../../panel/dialog-actions.tsx';
import { PanelBody } from '../../panel/panel.tsx';
import { studioPath, useScope } from '../../scope/scope.ts';
import { useFlashes } from '../../shell/flashes.tsx';
import type { AnalysisBody, SavedSummary } from './analysis-api.ts';

interface Dashboard {
  readonly id: string;
  readonly name: string;
  readonly version: number;
  readonly body: { readonly sheets: readonly { readonly id: string; readonly name: string }[] };
}

/** Puts one chart of the analysis on a sheet of a dashboard. */
export function PublishChart(props: { readonly body: AnalysisBody; readonly onClose: () => void }) {
  const say = useSay();
  const navigate = useNavigate();
  const flashes = useFlashes();
  const scope = useScope();
  const { body } = props;
  const path = `/apps/${encodeURIComponent(scope.appId)}/dashboards`;
  const [chartAt, setChartAt] = useState(0);
  const chart = body.charts[chartAt];
  const [title, setTitle] = useState(body.title || (chart?.name ?? ''));
  const dashboards = useApi<readonly SavedSummary[]>({ path });
  const [dashboardId, setDashboardId] = useState<string | null>(null);
  const dashboard = useApi<Dashboard>(
    dashboardId === null ? null : { path: `${path}/${encodeURIComponent(dashboardId)}` },
    { staleMs: 0, keepPrevious: false },
  );
  const [sheetId, setSheetId] = useState<string | null>(null);
  const [isSaving, setSaving] = useState(false);
  const sheets = dashboard.data?.body.sheets ?? [];
  const sheet = sheets.find(({ id }) => id === sheetId) ?? sheets[0];
  const publish = async () => {
    if (dashboard.data === undefined || sheet === undefined || chart === undefined) return;
    setSaving(true);
    try {
      const { id, version } = dashboard.data;
      const tile = { kind: 'analysis', title: title.trim(), dataset: body.dataset, chart };
      await callApi({
        path: `${path}/${encodeURIComponent(id)}/sheets/${encodeURIComponent(sheet.id)}/cards`,
        body: { version, tile },
      });
      props.onClose();
      flashes.succeeded(say('analyses.published', { name: dashboard.data.name }), {
        text: say('action.open'),
        onClick: () => void navigate(studioPath(scope, `dashboard/${encodeURIComponent(id)}`)),
      });
    } catch (error) {
      flashes.failed(say('analyses.notPublished'), error);
    } finally {
      setSaving(false);
    }
  };
  return (
    <Modal
      visible
      onDismiss={props.onClose}
      header={say('analyses.publish')}
      closeAriaLabel={say('action.close')}
      footer={
        <DialogActions onCancel={props.onClose}>
          <Button
            variant="primary"
            loading={isSaving}
            disabled={sheet === undefined || title.trim() === ''}
            onClick={() => void publish()}
          >
            {say('analyses.publishNow')}
          </Button>
        </DialogActions>
      }
    >
      <PanelBody
        query={dashboards}
        thing={say('nav.dashboards')}
        emptyOf={(data) => (data.length === 0 ? { text: say('analyses.noDashboards') } : null)}
      >
        {(data) => (
          <SpaceBetween size="m">
            <FormField label={say('analyses.chart')}>
              <Select
                selectedOption={{ value: String(chartAt), label: chart?.name ?? '' }}
                options={body.charts.map(({ name }, at) => ({
                  value: String(at),
                  label: name ?? String(at + 1),
                }))}
                onChange={({ detail }) => setChartAt(Number(detail.selectedOption.value))}
              />
            </FormField>
            <FormField label={say('analyses.cardTitle')}>
              <Input value={title} onChange={({ detail }) => setTitle(detail.value.slice(0, 255))} />
            </FormField>
            <FormField label={say('analyses.dashboard')}>
              <Select
                selectedOption={
                  dashboardId === null
                    ? null
                    : {
                        value: dashboardId,
                        label: data.find(({ id }) => id === dashboardId)?.name ?? dashboardId,
                      }
                }
                options={data.map(({ id, name }) => ({ value: id, label: name }))}
                placeholder={say('analyses.chooseDashboard')}
                onChange={({ detail }) => {
                  setDashboardId(detail.selectedOption.value ?? null);
                  setSheetId(null);
                }}
              />
            </FormField>
            {sheet !== undefined && (
              <FormField label={say('analyses.sheet')}>
                <Select
                  selectedOption={{ value: sheet.id, label: sheet.name }}
                  options={sheets.map(({ id, name }) => ({ value: id, label: name }))}
                  onChange={({ detail }) => setSheetId(detail.selectedOption.value ?? null)}
                />
              </FormField>
            )}
          </SpaceBetween>
        )}
      </PanelBody>
    </Modal>
  );
}
