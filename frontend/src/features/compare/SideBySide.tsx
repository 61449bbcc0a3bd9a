import type { ReactNode } from 'react';
import { HUES } from '@/shared/chart/paint';
import { CloseIcon } from '@/shared/page/icons';
import { ScrollRegion } from '@/shared/page/ScrollRegion';
import classes from './compare.module.css';
import { texts } from './texts';

export interface Row {
  name: string;
  values: ReactNode[];
  differs?: boolean;
}

export interface SideBySideProps {
  heads: { id: number; name: ReactNode; label: string }[];
  groups: { title: string; rows: Row[] }[];
  onRemove: (id: number) => void;
}

/** The color of the nth of them, in the table and the chart. */
export function hueOf(index: number): string {
  return `series-${(index % HUES) + 1}`;
}

/** A column per compared item, rows in groups; differing values are highlighted. */
export function SideBySide({ heads, groups, onRemove }: SideBySideProps) {
  return (
    <ScrollRegion label={texts.table}>
      <table className={classes.table}>
        <thead>
          <tr>
            <td />
            {heads.map(({ id, name, label }, index) => (
              <th key={id} scope="col">
                <span className={classes.head}>
                  <i style={{ background: `var(--t-${hueOf(index)})` }} />
                  {name}
                  {heads.length > 1 && (
                    <button type="button" aria-label={texts.remove(label)} onClick={() => onRemove(id)}>
                      <CloseIcon />
                    </button>
                  )}
                </span>
              </th>
            ))}
          </tr>
        </thead>
        {groups
          .filter(({ rows }) => rows.length > 0)
          .map(({ title, rows }) => (
            <tbody key={title}>
              <tr className={classes.group}>
                <th colSpan={heads.length + 1} scope="rowgroup">
                  {title}
                </th>
              </tr>
              {rows.map((row) => (
                <tr key={row.name} data-differs={row.differs === true ? true : undefined}>
                  <th scope="row">{row.name}</th>
                  {row.values.map((value, index) => (
                    <td key={heads[index]?.id}>{value}</td>
                  ))}
                </tr>
              ))}
            </tbody>
          ))}
      </table>
    </ScrollRegion>
  );
}
