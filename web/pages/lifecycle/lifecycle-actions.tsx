import Button from '@cloudscape-design/components/button';
import ButtonDropdown from '@cloudscape-design/components/button-dropdown';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from 'react-router';
import { useFormats } from '../../i18n/formats.ts';
import { useSay } from '../../i18n/language.tsx';
import { studioPath, useScope } from '../../scope/scope.ts';
import { useMay } from '../../session/session-context.tsx';
import { useFlashes } from '../../shell/flashes.tsx';
import { usePalette } from '../../theme/theme.tsx';
import { useDuplicateLifecycle } from '../dashboards/use-duplicate-lifecycle.ts';
import { useAnswerNotes } from './answer-notes.ts';
import { type FileKind, saveCards } from './card-files.ts';
import { type LifecycleDefinition, type Sheet, useTexts } from './definition.ts';
import type { CardHosts } from './lifecycle-card.tsx';
import type { LifecycleChoices } from './lifecycle-choices.ts';
import { sheetCards } from './sheet-cards.ts';
import { useVisualWords } from './visual-words.ts';

/** Copies the dashboard, saves a sheet as a file, switches to the whole window and back. */
export function LifecycleActions(props: {
  readonly definition: LifecycleDefinition;
  readonly choices: LifecycleChoices;
  readonly hosts: CardHosts;
  readonly isFull: boolean;
}) {
  const say = useSay();
  const texts = useTexts();
  const formats = useFormats();
  const palette = usePalette();
  const flashes = useFlashes();
  const navigate = useNavigate();
  const client = useQueryClient();
  const scope = useScope();
  const { definition, choices, hosts, isFull } = props;
  const words = useVisualWords(definition);
  const notesOf = useAnswerNotes();
  const duplicate = useDuplicateLifecycle(definition);
  const maySave = useMay('dashboard.write', scope.projectId);
  const sheet = definition.sheets.find(({ id }) => id === choices.sheetId);
  const path = studioPath(scope, 'dashboard/lifecycle');
  const save = async (kind: FileKind, shown: Sheet) => {
    const cards = await sheetCards(client, {
      sheet: shown,
      question: choices.question,
      words,
      texts,
      notesOf,
      hosts,
    });
    const title = `${texts(definition.names)} – ${texts(shown.titles)}`;
    await saveCards(title, cards, { kind, look: { colours: palette, formats } });
  };
  return (
    <SpaceBetween direction="horizontal" size="xs">
      {!isFull && (
        <Button
          disabled={!maySave}
          disabledReason={say('lifecycle.mayNotSave')}
          loading={duplicate.isPending}
          onClick={() => duplicate.mutate()}
        >
          {say('lifecycle.duplicate')}
        </Button>
      )}
      <ButtonDropdown
        items={(['pdf', 'png', 'xlsx', 'csv'] as const).map((id) => ({ id, text: id.toUpperCase() }))}
        disabled={sheet === undefined || sheet.id === 'details'}
        onItemClick={({ detail }) => {
          if (sheet === undefined) return;
          save(detail.id as FileKind, sheet).catch((error: unknown) =>
            flashes.failed(say('lifecycle.notSaved', { title: texts(sheet.titles) }), error),
          );
        }}
      >
        {say('lifecycle.export')}
      </ButtonDropdown>
      <Button
        iconName={isFull ? 'exit-full-screen' : 'full-screen'}
        variant="icon"
        ariaLabel={say(isFull ? 'lifecycle.leaveFull' : 'lifecycle.full')}
        onClick={() => void navigate(`${path}${isFull ? '' : '/full'}${window.location.search}`)}
      />
    </SpaceBetween>
  );
}
