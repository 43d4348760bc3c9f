import { createContext, type ReactNode, useContext, useEffect, useMemo, useState } from 'react';
import { createPortal } from 'react-dom';

/** What is known of the split panel: its title and how it is closed. */
export interface SplitFrame {
  readonly title: string;
  readonly onClose: () => void;
}

interface SidePanels {
  readonly split: SplitFrame | null;
  /** Element of the split panel that content is drawn into. */
  readonly splitHost: HTMLElement | null;
  readonly help: ReactNode | null;
  readonly isHelpOpen: boolean;
  setSplit(frame: SplitFrame | null): void;
  setSplitHost(host: HTMLElement | null): void;
  setHelp(content: ReactNode | null): void;
  setHelpOpen(isOpen: boolean): void;
}

const SidePanelsContext = createContext<SidePanels | null>(null);

/** Keeps what stands in the split panel and the help panel. */
export function SidePanelsProvider({ children }: { readonly children: ReactNode }) {
  const [split, setSplit] = useState<SplitFrame | null>(null);
  const [splitHost, setSplitHost] = useState<HTMLElement | null>(null);
  const [help, setHelp] = useState<ReactNode | null>(null);
  const [isHelpOpen, setHelpOpen] = useState(false);
  const panels = useMemo(
    () => ({ split, splitHost, help, isHelpOpen, setSplit, setSplitHost, setHelp, setHelpOpen }),
    [split, splitHost, help, isHelpOpen],
  );
  return <SidePanelsContext.Provider value={panels}>{children}</SidePanelsContext.Provider>;
}

/** The page's side panels. */
export function useSidePanels(): SidePanels {
  const panels = useContext(SidePanelsContext);
  if (panels === null) throw new Error('no side panels here');
  return panels;
}

/** Shows its children in the split panel while mounted: render it where a selection exists. */
export function SplitPanelContent(props: {
  readonly title: string;
  readonly onClose: () => void;
  readonly children: ReactNode;
}) {
  const { setSplit, splitHost } = useSidePanels();
  const { title, onClose } = props;
  useEffect(() => {
    setSplit({ title, onClose });
    return () => setSplit(null);
    // The newest closing function is read when it is needed.
  }, [title, onClose, setSplit]);
  return splitHost === null ? null : createPortal(props.children, splitHost);
}
