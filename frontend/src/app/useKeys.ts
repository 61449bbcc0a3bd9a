import { useNavigate } from 'react-router-dom';
import { useShortcuts } from '@/shared/keys/useShortcuts';

/** Keys that work on every page. */
export function useKeys({ onHelp, onScheme }: { onHelp: () => void; onScheme: () => void }): void {
  const navigate = useNavigate();
  const go = (address: string) => () => void navigate(address);
  useShortcuts({
    '?': onHelp,
    n: go('/new'),
    t: onScheme,
    'g e': go('/'),
    'g d': go('/datasets'),
    'g w': go('/workers'),
  });
}
