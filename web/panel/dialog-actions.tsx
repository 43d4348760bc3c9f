import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import SpaceBetween from '@cloudscape-design/components/space-between';
import type { ReactNode } from 'react';
import { useSay } from '../i18n/language.tsx';

/** Foot of a dialog that asks for something: Cancel, then what else can be done, the main button last. */
export function DialogActions(props: {
  readonly onCancel: () => void;
  /** Look of Cancel. @default 'normal' */
  readonly cancelVariant?: 'normal' | 'link';
  readonly children: ReactNode;
}) {
  const say = useSay();
  return (
    <Box float="right">
      <SpaceBetween direction="horizontal" size="xs">
        <Button variant={props.cancelVariant ?? 'normal'} onClick={props.onCancel}>
          {say('action.cancel')}
        </Button>
        {props.children}
      </SpaceBetween>
    </Box>
  );
}
