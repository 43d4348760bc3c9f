import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import type { UseQueryResult } from '@tanstack/react-query';
import { useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { useSay } from '../i18n/language.tsx';
import { EmptyState, ErrorState, LoadingState, type PanelAction } from './panel-states.tsx';

/** What a panel shows besides its data. */
export interface PanelBodyProps<T> {
  readonly query: UseQueryResult<T, Error>;
  /** Key of the query, so that Cancel stops it. */
  readonly queryKey?: readonly unknown[];
  /** What is loaded, in the person's language: "dashboards". */
  readonly thing: string;
  readonly height?: number;
  readonly progress?: string;
  /** Called beside the page's own cancel: stops the query in the engine. */
  readonly onCancel?: () => void;
  /** Reason why there is nothing to show, or null when there is something. */
  readonly emptyOf?: (data: T) => { readonly text: ReactNode; readonly action?: PanelAction } | null;
  readonly fix?: PanelAction;
  readonly children: (data: T) => ReactNode;
}

/** The four states of a panel: loading, empty, error, data; refreshes dim what is shown. */
export function PanelBody<T>(props: PanelBodyProps<T>) {
  const say = useSay();
  const client = useQueryClient();
  const [isStopped, setStopped] = useState(false);
  const { query, height } = props;
  const again = () => {
    setStopped(false);
    void query.refetch();
  };
  const cancel = () => {
    props.onCancel?.();
    if (props.queryKey) void client.cancelQueries({ queryKey: props.queryKey });
    setStopped(true);
  };
  if (query.data !== undefined && (!query.isError || query.isFetching)) {
    const empty = props.emptyOf?.(query.data) ?? null;
    const isOld = query.isFetching && query.isPlaceholderData;
    const body =
      empty === null ? (
        props.children(query.data)
      ) : (
        <EmptyState text={empty.text} action={empty.action} {...(height === undefined ? {} : { height })} />
      );
    return (
      <div className={isOld ? 'ms-updating' : undefined} aria-busy={isOld}>
        {isOld && <div className="ms-updating-label">{say('panel.updating')}</div>}
        {body}
      </div>
    );
  }
  const size = height === undefined ? {} : { height };
  if (query.isError) return <ErrorState error={query.error} onRetry={again} fix={props.fix} {...size} />;
  if (isStopped)
    return (
      <EmptyState
        text={say('panel.stopped')}
        action={{ text: say('panel.runAgain'), onClick: again }}
        {...size}
      />
    );
  return <LoadingState thing={props.thing} onCancel={cancel} progress={props.progress} {...size} />;
}

/** A framed panel with a title that stays in all four states. */
export function Panel<T>(
  props: PanelBodyProps<T> & {
    readonly title: string;
    readonly description?: ReactNode;
    readonly actions?: ReactNode;
    readonly footer?: ReactNode;
    readonly counter?: string;
    readonly fitHeight?: boolean;
  },
) {
  return (
    <Container
      fitHeight={props.fitHeight ?? false}
      footer={props.footer}
      header={
        <Header
          variant="h2"
          description={props.description}
          actions={props.actions}
          {...(props.counter === undefined ? {} : { counter: props.counter })}
        >
          {props.title}
        </Header>
      }
    >
      <PanelBody {...props} />
    </Container>
  );
}
