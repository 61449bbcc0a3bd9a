import { Link } from 'react-router-dom';
import { EmptyState, Panel } from '@/shared/Panel';

export function Component() {
  return (
    <Panel>
      <title>Not found · Trellis</title>
      <EmptyState title="There is no page at this address">
        Perhaps it was deleted. All that there is can be reached from the <Link to="/">experiments</Link>.
      </EmptyState>
    </Panel>
  );
}
