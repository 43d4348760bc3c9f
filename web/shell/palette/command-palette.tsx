import './palette.css';
import { useEffect, useMemo, useRef, useState } from 'react';
import { useSay } from '../../i18n/language.tsx';
import { usePreference } from '../../preferences/preferences.ts';
import type { Command } from './command.ts';
import { rankCommands } from './rank-commands.ts';
import { useCommands, useIdCommands } from './use-commands.ts';

const shownCommands = 12;
const keptRecent = 12;
const noRecent: readonly string[] = [];

/** Search or jump: finds pages, names and actions from a local index, and takes pasted ids. */
export default function CommandPalette({ onClose }: { readonly onClose: () => void }) {
  const say = useSay();
  const [query, setQuery] = useState('');
  const [at, setAt] = useState(0);
  const [recent, setRecent] = usePreference<readonly string[]>('recentCommands', noRecent);
  const commands = useCommands();
  const ids = useIdCommands(query);
  const found = useMemo(
    () => [...ids, ...rankCommands(commands, query, recent)].slice(0, shownCommands),
    [commands, ids, query, recent],
  );
  const active = found[Math.min(at, found.length - 1)];
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const opener = document.activeElement;
    dialog.current?.showModal();
    return () => {
      if (opener instanceof HTMLElement) opener.focus();
    };
  }, []);
  const run = (command: Command | undefined) => {
    if (command === undefined) return;
    onClose();
    if (command.group !== 'id')
      setRecent([command.id, ...recent.filter((id) => id !== command.id)].slice(0, keptRecent));
    command.run();
  };
  const move = (step: number) => setAt((found.length + at + step) % Math.max(1, found.length));
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: Esc closes a dialog by itself
    <dialog
      ref={dialog}
      className="ms-palette"
      aria-label={say('palette.title')}
      onCancel={onClose}
      onClick={(event) => event.target === dialog.current && onClose()}
    >
      <input
        className="ms-palette-input"
        role="combobox"
        aria-expanded="true"
        aria-controls="ms-palette-list"
        aria-activedescendant={active === undefined ? undefined : `ms-palette-${found.indexOf(active)}`}
        aria-label={say('palette.title')}
        placeholder={say('palette.placeholder')}
        value={query}
        onChange={(event) => {
          setQuery(event.target.value);
          setAt(0);
        }}
        onKeyDown={(event) => {
          if (event.nativeEvent.isComposing) return;
          if (event.key === 'ArrowDown') move(1);
          else if (event.key === 'ArrowUp') move(-1);
          else if (event.key === 'Enter') run(active);
          else return;
          event.preventDefault();
        }}
      />
      <div
        id="ms-palette-list"
        className="ms-palette-list"
        role="listbox"
        aria-label={say('palette.results')}
      >
        {found.map((command, index) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: keys are the field's
          <div
            key={command.id}
            id={`ms-palette-${index}`}
            className="ms-palette-item"
            role="option"
            tabIndex={-1}
            aria-selected={command === active}
            onClick={() => run(command)}
            onMouseMove={() => index !== at && setAt(index)}
          >
            <span className="ms-text">{command.text}</span>
            <span className="ms-palette-group">{say(`palette.group.${command.group}`)}</span>
          </div>
        ))}
      </div>
      <div className="ms-palette-foot" role="status">
        {found.length === 0 ? say('palette.nothing') : say('palette.hint')}
      </div>
    </dialog>
  );
}
