import { useEffect, useRef } from 'react';
import { useLocation, useNavigate } from 'react-router';
import { DraftOffer } from '../../../drafts/edit-bar.tsx';
import { useServerDraft } from '../../../drafts/use-server-draft.ts';
import { useScope } from '../../../scope/scope.ts';
import type { ExplorationState } from '../state/use-exploration.ts';
import { explorationPath, explorationsPath } from './saved-api.ts';

/** What is kept of an exploration that nobody saved: its address says everything. */
interface KeptAddress {
  readonly search: string;
}

/** Keeps the form on the server while it is edited, and offers on return what was left unsaved. */
export function RestoreOffer({ state }: { readonly state: ExplorationState }) {
  const { appId } = useScope();
  const navigate = useNavigate();
  const { search, pathname } = useLocation();
  const { kind } = state.form.draft;
  // Whoever comes by a link wants what it says.
  const cameByLink = useRef(new URLSearchParams(search).has('q'));
  const isEdited = state.form.log.past.length > 0 && new URLSearchParams(search).has('q');
  const draft = useServerDraft<KeptAddress>({
    path: explorationPath(appId, `unsaved-${kind}`),
    listPath: `${explorationsPath(appId)}-drafts`,
    version: 0,
    value: { search },
    isChanged: isEdited,
  });
  const { offered, answer } = draft;
  const isUnwanted = cameByLink.current || isEdited || offered?.body.search === search;
  useEffect(() => {
    // Whoever goes on with something else has answered: from now on that is kept.
    if (offered !== null && isUnwanted) answer();
  }, [offered, isUnwanted, answer]);
  if (offered === null || isUnwanted) return null;
  return (
    <DraftOffer
      draft={draft}
      timeZone={state.range.timeZone}
      onRestore={(kept) => void navigate(`${pathname}${kept.search}`)}
    />
  );
}
