import { Component, type ReactNode } from 'react';
import { ErrorState } from '../panel/panel-states.tsx';

/** Keeps one broken page from taking the frame with it. */
export class PageBoundary extends Component<
  { readonly children: ReactNode },
  { readonly error: Error | null }
> {
  override state: { readonly error: Error | null } = { error: null };

  static getDerivedStateFromError(error: Error) {
    return { error };
  }

  override render(): ReactNode {
    const { error } = this.state;
    if (error === null) return this.props.children;
    return <ErrorState error={error} onRetry={() => this.setState({ error: null })} height={300} />;
  }
}
