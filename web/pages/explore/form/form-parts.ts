import type { AnalysisKind } from '@millstream/studio/spec';
import type { EditName } from '../model/edit-log.ts';
import type { DraftOptions, ExploreDraft } from '../model/explore-draft.ts';

/** What the form of a kind gets: its draft, and how to change its options. */
export interface KindFormProps<K extends AnalysisKind> {
  readonly draft: ExploreDraft<K>;
  readonly change: (name: EditName, options: DraftOptions[K], isTyping?: boolean) => void;
}
