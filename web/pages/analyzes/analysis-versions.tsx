import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import Modal from '@cloudscape-design/components/modal';
import Table from '@cloudscape-design/components/table';
import { useQueryClient } from '@tanstack/react-query';
import { callApi } from '../../api/call-api.ts';
import { outdate, useApi } from '../../api/use-api.ts';
import { useFormats } from '../../i18n/formats.ts';
import { useSay } from '../../i18n/language.tsx';
import { PanelBody } from '../../panel/panel.tsx';
import { useScope } from '../../scope/scope.ts';
import { useFlashes } from '../../shell/flashes.tsx';
import { type AnalysisVersion, analysisPath, type SavedAnalysis } from './analysis-api.ts';

/** The last 20 versions of an analysis; each can be brought back. */
export function AnalysisVersions(props: {
  readonly known: SavedAnalysis;
  readonly timeZone: string;
  readonly onClose: () => void;
  readonly onRestored: () => void;
}) {
  const say = useSay();
  const formats = useFormats();
  const flashes = useFlashes();
  const client = useQueryClient();
  const { appId } = useScope();
  const { known } = props;
  const path = analysisPath(appId, known.id);
  const versions = useApi<readonly AnalysisVersion[]>({ path: `${path}/versions` }, { staleMs: 0 });
  const restore = async (version: number) => {
    try {
      await callApi({ path: `${path}/versions/${version}/restore`, body: { version: known.version } });
      await outdate(client, [path]);
      props.onRestored();
    } catch (error) {
      flashes.failed(say('analyses.notSaved'), error);
    }
  };
  return (
    <Modal
      visible
      onDismiss={props.onClose}
      header={say('analyses.versions')}
      closeAriaLabel={say('action.close')}
    >
      <PanelBody query={versions} thing={say('analyses.versions')}>
        {(data) => (
          <Table
            variant="embedded"
            items={data}
            trackBy={({ version }) => String(version)}
            ariaLabels={{ tableLabel: say('analyses.versions') }}
            columnDefinitions={[
              {
                id: 'version',
                header: say('analyses.version'),
                isRowHeader: true,
                cell: ({ version }) => version,
              },
              {
                id: 'when',
                header: say('analyses.column.updated'),
                cell: ({ savedAtMs }) => formats.moment(savedAtMs, props.timeZone),
              },
              {
                id: 'author',
                header: say('analyses.column.author'),
                cell: ({ author }) => <span className="ms-text">{author}</span>,
              },
              {
                id: 'restore',
                header: say('analyses.restore'),
                cell: ({ version }) =>
                  version === known.version ? (
                    <Box>{say('analyses.shown')}</Box>
                  ) : (
                    <Button variant="inline-link" onClick={() => void restore(version)}>
                      {say('analyses.restoreOne', { version })}
                    </Button>
                  ),
              },
            ]}
          />
        )}
      </PanelBody>
    </Modal>
  );
}
