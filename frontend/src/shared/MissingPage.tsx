import { PageHeader, type PageHeaderProps } from './PageHeader';
import { ProblemNotice } from './ProblemNotice';

export interface MissingPageProps extends Pick<PageHeaderProps, 'title' | 'back'> {
  error: unknown;
  onRetry: () => unknown;
}

/** In the place of a page that could not be read; nothing while it is still being read. */
export function MissingPage({ title, back, error, onRetry }: MissingPageProps) {
  if (!error) return null;
  return (
    <>
      <PageHeader title={title} {...(back && { back })} />
      <ProblemNotice error={error} onRetry={onRetry} />
    </>
  );
}
