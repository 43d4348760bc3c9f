import ButtonDropdown from '@cloudscape-design/components/button-dropdown';
import type { AnalysisResult } from '@millstream/studio/spec';
import type { PeriodNames } from '../../../charts/results/period-names.ts';
import { useComparedModel, useTableModel } from '../../../charts/results/use-table-model.ts';
import { fileName } from '../../../export/export-table.ts';
import { saveCsv, saveXlsx } from '../../../export/save-tables.ts';
import { useSay } from '../../../i18n/language.tsx';
import { useFlashes } from '../../../shell/flashes.tsx';
import { saveFile } from '../../../table/csv.ts';
import { exportNotes, exportTable } from './export-result.ts';

/** The answer as a file: its table as CSV or spreadsheet, its picture as PNG. */
export function ResultExports(props: {
  readonly result: AnalysisResult;
  /** The same of the compared range: a table of both follows. */
  readonly compared: AnalysisResult | undefined;
  readonly periods: PeriodNames;
  readonly title: string;
  readonly rangeText: string;
  readonly picture: () => Promise<Blob | null>;
}) {
  const say = useSay();
  const flashes = useFlashes();
  const model = useTableModel(props.result);
  const both = useComparedModel(props.result, props.compared);
  const { title } = props;
  const save = async (kind: string) => {
    try {
      if (kind === 'png') {
        const blob = await props.picture();
        if (blob !== null) saveFile(fileName(title, 'png'), blob);
        return;
      }
      const tables = [exportTable(title, model, exportNotes(props.result, props.rangeText))];
      if (both !== null) {
        const { now, before } = props.periods;
        tables.push(exportTable(say('explore.compared.title', { now, before }), both, []));
      }
      if (kind === 'csv') saveCsv(title, tables);
      else await saveXlsx(title, tables);
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
