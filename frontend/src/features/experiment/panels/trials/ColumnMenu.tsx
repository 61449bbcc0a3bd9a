import { ActionIcon, Button, Checkbox, Popover } from '@mantine/core';
import { ColumnsIcon, DownIcon, PinIcon, UpIcon } from '@/shared/page/icons';
import type { TrialColumn } from './columns';
import { moved, toggled, type Layout } from './layout';
import classes from './table.module.css';
import { texts } from './texts';

export interface ColumnMenuProps {
  columns: readonly TrialColumn[];
  layout: Layout;
  onChange: (layout: Layout | null) => void;
}

export function ColumnMenu({ columns, layout, onChange }: ColumnMenuProps) {
  const byId = new Map(columns.map((column) => [column.id, column]));
  const hidden = columns.filter((column) => !layout.shown.includes(column.id));
  const shown = layout.shown.flatMap((id) => byId.get(id) ?? []);
  return (
    <Popover position="bottom-end" width={320} trapFocus>
      <Popover.Target>
        <Button variant="default" leftSection={<ColumnsIcon />}>
          {texts.columns}
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <p className={classes.hint}>{texts.columnsHint}</p>
        <ul className={classes.list}>
          {[...shown, ...hidden].map((column) => {
            const visible = layout.shown.includes(column.id);
            const pinned = layout.pinned.includes(column.id);
            return (
              <li key={column.id}>
                <Checkbox
                  size="xs"
                  label={column.header}
                  aria-label={texts.show(column.header)}
                  checked={visible}
                  disabled={visible && shown.length === 1}
                  onChange={() =>
                    onChange({
                      shown: toggled(layout.shown, column.id),
                      pinned: layout.pinned.filter((id) => id !== column.id),
                    })
                  }
                />
                {visible && (
                  <>
                    <Tool
                      label={texts.left(column.header)}
                      onClick={() => onChange(moved(layout, column.id, -1))}
                    >
                      <UpIcon />
                    </Tool>
                    <Tool
                      label={texts.right(column.header)}
                      onClick={() => onChange(moved(layout, column.id, 1))}
                    >
                      <DownIcon />
                    </Tool>
                    <Tool
                      label={texts.pin(column.header)}
                      pressed={pinned}
                      onClick={() => onChange({ ...layout, pinned: toggled(layout.pinned, column.id) })}
                    >
                      <PinIcon />
                    </Tool>
                  </>
                )}
              </li>
            );
          })}
        </ul>
        <Button variant="subtle" size="compact-sm" color="gray" onClick={() => onChange(null)}>
          {texts.usual}
        </Button>
      </Popover.Dropdown>
    </Popover>
  );
}

interface ToolProps {
  label: string;
  pressed?: boolean;
  onClick: () => void;
  children: React.ReactNode;
}

function Tool({ label, pressed, onClick, children }: ToolProps) {
  return (
    <ActionIcon
      variant={pressed ? 'light' : 'subtle'}
      color={pressed ? 'leaf' : 'gray'}
      size="sm"
      aria-label={label}
      aria-pressed={pressed}
      title={label}
      onClick={onClick}
    >
      {children}
    </ActionIcon>
  );
}
