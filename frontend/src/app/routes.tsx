import { createBrowserRouter, replace } from 'react-router-dom';
import { Loading } from '@/shared/page/Loading';
import { lookAhead } from './lookAhead';
import { RouteProblem } from './RouteProblem';
import { Shell } from './Shell';

// Each page is loaded when it is first opened.
export const router = createBrowserRouter([
  {
    element: <Shell />,
    children: [
      {
        errorElement: <RouteProblem />,
        hydrateFallbackElement: <Loading height={280} />,
        children: [
          { path: '/', lazy: () => import('@/features/experiments') },
          { path: '/experiments', loader: ({ request }) => replace(`/${new URL(request.url).search}`) },
          {
            path: '/experiments/:id',
            loader: ({ params, request }) => {
              // Errors are ignored here, because the page repeats the request and reports them.
              lookAhead(Number(params.id), new URL(request.url).searchParams).catch(() => undefined);
              return null;
            },
            // A change of the view in the address is no other experiment.
            shouldRevalidate: ({ currentParams, nextParams }) => currentParams.id !== nextParams.id,
            lazy: () => import('@/features/experiment'),
          },
          { path: '/trials/:id', lazy: () => import('@/features/trial') },
          { path: '/compare', lazy: () => import('@/features/compare') },
          { path: '/new', lazy: () => import('@/features/new-experiment') },
          { path: '/datasets', lazy: () => import('@/features/datasets') },
          { path: '/datasets/:name', lazy: () => import('@/features/datasets/dataset') },
          { path: '/workers', lazy: () => import('@/features/workers') },
          { path: '*', lazy: () => import('./NotFound') },
        ],
      },
    ],
  },
]);
