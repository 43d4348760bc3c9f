import Tabs from '@cloudscape-design/components/tabs';
import type { AnalysisKind } from '@millstream/studio/spec';
import { useNavigate, useSearchParams } from 'react-router';
import { viewsOf } from '../../charts/results/result-view.ts';
import { useSay } from '../../i18n/language.tsx';
import { studioPath, useScope } from '../../scope/scope.ts';
import { packDraft } from './model/packed-draft.ts';
import type { ExploreForm } from './state/use-explore-form.ts';

const kinds = Object.keys(viewsOf) as AnalysisKind[];

/** The five kinds; each keeps its form while another is open. Range and filter go along. */
export function KindTabs(props: { readonly kind: AnalysisKind; readonly form: ExploreForm }) {
  const say = useSay();
  const scope = useScope();
  const navigate = useNavigate();
  const [values] = useSearchParams();
  async function open(kind: AnalysisKind): Promise<void> {
    const left = props.form.leftOf(kind);
    const next = new URLSearchParams(values);
    next.delete('q');
    next.delete('sel');
    if (left !== null) next.set('q', await packDraft(left));
    void navigate(`${studioPath(scope, `explore/${kind}`)}?${next}`);
  }
  return (
    <Tabs
      ariaLabel={say('explore.kinds')}
      activeTabId={props.kind}
      tabs={kinds.map((kind) => ({ id: kind, label: say(`explore.kind.${kind}`) }))}
      onChange={({ detail }) => {
        const kind = kinds.find((one) => one === detail.activeTabId);
        if (kind !== undefined) void open(kind);
      }}
    />
  );
}
