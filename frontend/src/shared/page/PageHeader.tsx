import type { ReactNode } from 'react';
import { Link } from 'react-router-dom';
import { BackIcon } from './icons';
import classes from './PageHeader.module.css';

export interface PageHeaderProps {
  title: string;
  /** The page above this one. */
  back?: { to: string; label: string };
  /** Beside the title: a state. */
  badge?: ReactNode;
  actions?: ReactNode;
}

export function PageHeader({ title, back, badge, actions }: PageHeaderProps) {
  return (
    <header className={classes.header}>
      <title>{`${title} · Trellis`}</title>
      {back && (
        <Link className={classes.back} to={back.to}>
          <BackIcon /> <bdi>{back.label}</bdi>
        </Link>
      )}
      <div className={classes.row}>
        <h1>
          <bdi>{title}</bdi>
        </h1>
        {badge}
        <div className={classes.actions}>{actions}</div>
      </div>
    </header>
  );
}
