import Box from '@cloudscape-design/components/box';
import HelpPanel from '@cloudscape-design/components/help-panel';
import type { AnalysisKind } from '@millstream/studio/spec';
import { useSay } from '../../i18n/language.tsx';

/** What a kind of exploration answers and how it counts. */
export function ExploreHelp({ kind }: { readonly kind: AnalysisKind }) {
  const say = useSay();
  return (
    <HelpPanel header={<h2>{say(`explore.kind.${kind}`)}</h2>}>
      <p>{say(`explore.about.${kind}`)}</p>
      <h3>{say('explore.howCounted')}</h3>
      <p>{say(`explore.counted.${kind}`)}</p>
      <h3>{say('explore.example')}</h3>
      <p>{say(`explore.exampleOf.${kind}`)}</p>
      <h3>{say('explore.keys')}</h3>
      <Box>{say('explore.keysText')}</Box>
    </HelpPanel>
  );
}
