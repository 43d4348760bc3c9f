import ButtonDropdown from '@cloudscape-design/components/button-dropdown';
import type { AnalysisResult } from '@millstream/studio/spec';
import { useTableModel } from '../../../charts/results/use-table-model.ts';
import { fileName } from '../../../export/export-table.ts';
import { saveCsv, saveXlsx } from '../../../export/save-tables.ts';
import { useSay } from '../../../i18n/language.tsx';
import { useFlashes } from '../../../shell/flashes.tsx';
import { saveFile } from '../../../table/csv.ts';
import { exportNotes, exportTable } from './export-result.ts';

/** The answer as a file: its table as CSV or spreadsheet, its picture as PNG. */
export function ResultExports(props: {
  readonly result: AnalysisResult;
  readonly title: string;
  readonly rangeText: string;
  readonly picture: () => Promise<Blob | null>;
}) {
  const say = useSay();
  const flashes = useFlashes();
  const model = useTableModel(props.result);
  const { title } = props;
  const save = async (kind: string) => {
    try {
      if (kind === 'png') {
        const blob = await props.picture();
        if (blob !== null) saveFile(fileName(title, 'png'), blob);
        return;
      }
      const table = exportTable(title, model, exportNotes(props.result, props.rangeText));
      if (kind === 'csv') saveCsv(title, [table]);
      else await saveXlsx(title, [table]);
    } catch (error) {
      flashes.failed(say('explore.downloadFailed'), error);
    }
  };
  return (
    <ButtonDropdown
      items={[
        { id: 'csv', text: 'CSV' },
        { id: 'xlsx', text: 'XLSX' },
        { id: 'png', text: 'PNG' },
      ]}
      onItemClick={({ detail }) => void save(detail.id)}
    >
      {say('action.download')}
    </ButtonDropdown>
  );
}
