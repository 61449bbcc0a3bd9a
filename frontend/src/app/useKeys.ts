import { useHotkeys } from '@mantine/hooks';
import { useRef } from 'react';
import { useNavigate } from 'react-router-dom';

const PLACES: Record<string, string> = { e: '/', d: '/datasets', w: '/workers' };
const PATIENCE = 1_200;

/** Keys that work on every page; "g" waits for a second one. */
export function useKeys({ onHelp, onScheme }: { onHelp: () => void; onScheme: () => void }): void {
  const navigate = useNavigate();
  const went = useRef(-Infinity);
  const then = (key: string) => () => {
    const place = PLACES[key];
    if (place && performance.now() - went.current < PATIENCE) void navigate(place);
    went.current = -Infinity;
  };
  useHotkeys([
    ['shift+?', onHelp, { usePhysicalKeys: false }],
    ['?', onHelp],
    ['n', () => void navigate('/new')],
    ['t', onScheme],
    ['g', () => (went.current = performance.now())],
    ...Object.keys(PLACES).map((key): [string, () => void] => [key, then(key)]),
  ]);
}
