import { Link } from 'react-router-dom';
import { EmptyState, Panel } from '@/shared/page/Panel';
import { texts } from './texts';

export function Component() {
  return (
    <Panel>
      <title>{texts.lostTitle}</title>
      <EmptyState title={texts.lost}>
        {texts.lostHint} <Link to="/">{texts.experiments}</Link>
      </EmptyState>
    </Panel>
  );
}
