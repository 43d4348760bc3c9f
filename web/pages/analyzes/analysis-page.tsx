import { useParams } from 'react-router';
import { datasetOf } from '../../graphic-walker/use-walker-fields.ts';
import { useSay } from '../../i18n/language.tsx';
import { PanelBody } from '../../panel/panel.tsx';
import { Page } from '../../shell/page.tsx';
import { useUrlValue } from '../../url/use-url-state.ts';
import { useAnalysis } from './analysis-api.ts';
import { AnalysisEditor } from './analysis-editor.tsx';

/** Page that makes or changes a drag-and-drop analysis. */
export default function AnalysisPage() {
  const say = useSay();
  const { analysisId } = useParams();
  const [dataset] = useUrlValue('dataset');
  const known = useAnalysis(analysisId ?? null);
  if (analysisId === undefined) {
    const first = {
      version: 1 as const,
      title: '',
      description: '',
      dataset: datasetOf(dataset),
      charts: [],
    };
    return <AnalysisEditor known={null} first={first} />;
  }
  if (known.data === undefined)
    return (
      <Page title={say('analyses.title')}>
        <PanelBody query={known} thing={say('analyses.thing')} height={400}>
          {() => null}
        </PanelBody>
      </Page>
    );
  // Scripts may have saved the name of a data set that the editor does not know.
  const { body } = known.data;
  const first = { ...body, dataset: datasetOf(body.dataset) };
  return <AnalysisEditor key={known.data.version} known={known.data} first={first} />;
}
