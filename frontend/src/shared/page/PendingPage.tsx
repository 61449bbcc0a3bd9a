import { Loading } from './Loading';
import { PageHeader, type PageHeaderProps } from './PageHeader';
import { Panel } from './Panel';
import { ProblemNotice } from './ProblemNotice';

export interface PendingPageProps extends Pick<PageHeaderProps, 'title' | 'back'> {
  error: unknown;
  onRetry: () => unknown;
}

/** In the place of a page that is still being read, or that could not be read. */
export function PendingPage({ title, back, error, onRetry }: PendingPageProps) {
  return (
    <>
      <PageHeader title={title} {...(back && { back })} />
      {error ? (
        <ProblemNotice error={error} onRetry={onRetry} />
      ) : (
        <Panel>
          <Loading height={280} />
        </Panel>
      )}
    </>
  );
}
