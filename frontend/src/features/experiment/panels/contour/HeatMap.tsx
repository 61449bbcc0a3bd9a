import type { Trial } from '@/api/types';
import { formatParameter, formatValue } from '@/shared/format';
import { goodnessColor } from '@/shared/plot/color';
import { useScheme } from '@/shared/plot/useScheme';
import type { Axis } from '../../brush/axes';
import classes from './contour.module.css';
import type { Cell } from './field';
import { texts } from './texts';

export interface HeatMapProps {
  x: Axis;
  y: Axis;
  cells: readonly Cell[];
  faint: (trial: Trial) => boolean;
  onSelect: (cell: Cell) => void;
}

/** A grid as it was searched: a table whose cells are shades with their values. */
export function HeatMap({ x, y, cells, faint, onSelect }: HeatMapProps) {
  const scheme = useScheme();
  const at = new Map(cells.map((cell) => [`${cell.column} ${cell.row}`, cell]));
  const rows = [...y.scale.categories.keys()].reverse();
  return (
    <table className={classes.map}>
      <tbody>
        {rows.map((row) => (
          <tr key={row}>
            <th scope="row">{formatParameter(y.scale.categories[row])}</th>
            {x.scale.categories.map((category, column) => {
              const cell = at.get(`${column} ${row}`);
              return (
                <td key={String(category)}>
                  {cell && (
                    <button
                      type="button"
                      data-faint={faint(cell.best) || undefined}
                      data-dark={isDark(cell.goodness, scheme) || undefined}
                      style={{ background: goodnessColor(cell.goodness, scheme) }}
                      aria-label={texts.cell(
                        `${x.label} ${formatParameter(category)}`,
                        `${y.label} ${formatParameter(y.scale.categories[row])}`,
                        formatValue(cell.value),
                        cell.trials,
                      )}
                      onClick={() => onSelect(cell)}
                    >
                      {formatValue(cell.value)}
                    </button>
                  )}
                </td>
              );
            })}
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr>
          <td />
          {x.scale.categories.map((category) => (
            <th key={String(category)} scope="col">
              {formatParameter(category)}
            </th>
          ))}
        </tr>
      </tfoot>
    </table>
  );
}

/** Which shades want light letters on them. */
function isDark(goodness: number, scheme: 'light' | 'dark'): boolean {
  return scheme === 'light' ? goodness > 0.6 : goodness < 0.45;
}
