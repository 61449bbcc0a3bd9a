import type { ReactNode } from 'react';
import classes from './Panel.module.css';

export interface PanelProps {
  title?: string;
  /** Controls in the place of a title. */
  lead?: ReactNode;
  /** Controls at the right. */
  actions?: ReactNode;
  /** True to take the height of the neighboring panel. */
  fill?: boolean;
  /** For tables, which bring their own padding. */
  flush?: boolean;
  children: ReactNode;
}

export function Panel({ title, lead, actions, fill, flush = false, children }: PanelProps) {
  return (
    <section className={classes.panel} data-fill={fill}>
      {(title ?? lead ?? actions) !== undefined && (
        <header className={classes.header}>
          {title !== undefined && <h2>{title}</h2>}
          {lead}
          <div className={classes.actions}>{actions}</div>
        </header>
      )}
      <div className={flush ? classes.flush : classes.body}>{children}</div>
    </section>
  );
}

/** Empty state of a list or panel, with advice. */
export function EmptyState({ title, children }: { title: string; children?: ReactNode }) {
  return (
    <div className={classes.empty}>
      <strong>{title}</strong>
      <div>{children}</div>
    </div>
  );
}
