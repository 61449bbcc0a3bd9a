import type { ReactNode } from 'react';
import classes from './Facts.module.css';

/** Names and values: as large figures in a row, or as a list. */
export function Facts({
  facts,
  figures = false,
}: {
  facts: readonly (readonly [string, ReactNode])[];
  figures?: boolean;
}) {
  return (
    <dl className={figures ? classes.figures : classes.list}>
      {facts.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
