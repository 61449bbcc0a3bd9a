import { useRouteError } from 'react-router-dom';
import { ProblemNotice } from '@/shared/page/ProblemNotice';

/** A page that could not be loaded or drawn; after an update of the server its old pages are gone. */
export function RouteProblem() {
  return <ProblemNotice error={useRouteError()} onRetry={() => location.reload()} />;
}
