import type { UnknownTokens } from '@/api/trials/unknownTokens';
import { visible } from '@/shared/visible';
import { texts } from '../texts';
import classes from './TryIt.module.css';

const MOST = 30;

/** Names the tokens of a prompt that the model never saw in training. */
export function Unknown({ tokens: { names, count } }: { tokens: UnknownTokens }) {
  if (count === 0) return null;
  const named = names.slice(0, MOST);
  return (
    <div className={classes.unknown} role="status">
      <span>{texts.unknown(count)}</span>
      <ul aria-label={texts.unknownTokens}>
        {named.map((name) => (
          <li key={name}>
            <code>
              <bdi>{visible(name)}</bdi>
            </code>
          </li>
        ))}
      </ul>
      {count > named.length && <span>{texts.unknownMore(count - named.length)}</span>}
    </div>
  );
}
