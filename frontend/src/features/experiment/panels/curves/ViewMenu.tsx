import { Button, Popover, SegmentedControl, Slider, Stack, Switch } from '@mantine/core';
import { formatCount } from '@/shared/format';
import { SlidersIcon } from '@/shared/icons';
import classes from './curves.module.css';
import { texts } from './texts';
import { countChanges, type CurveView } from './useCurveView';

export interface ViewMenuProps {
  view: CurveView;
  change: (part: Partial<CurveView>) => void;
  hasTimes: boolean;
  hasReplicates: boolean;
  brushed: boolean;
}

export function ViewMenu({ view, change, hasTimes, hasReplicates, brushed }: ViewMenuProps) {
  const changes = countChanges(view);
  return (
    <Popover position="bottom-end" width={300} trapFocus hideDetached={false}>
      <Popover.Target>
        <Button variant="default" leftSection={<SlidersIcon />}>
          {texts.options}
          {changes > 0 && <span className={classes.count}>{formatCount(changes)}</span>}
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <Stack gap="sm">
          <div>
            <div className={classes.name}>{texts.across}</div>
            <SegmentedControl
              fullWidth
              size="xs"
              aria-label={texts.across}
              data={[
                { value: 'epoch', label: texts.byEpoch },
                { value: 'time', label: texts.byTime, disabled: !hasTimes },
              ]}
              value={view.across}
              onChange={(across) => change({ across })}
            />
            {!hasTimes && <div className={classes.note}>{texts.noTime}</div>}
          </div>
          <Switch
            label={texts.logY}
            checked={view.logY}
            onChange={(event) => change({ logY: event.currentTarget.checked })}
          />
          <Switch
            label={texts.logX}
            checked={view.logX}
            onChange={(event) => change({ logX: event.currentTarget.checked })}
          />
          <div>
            <div className={classes.name}>
              {texts.smoothing}
              <output>{view.smoothing.toFixed(2)}</output>
            </div>
            <Slider
              thumbLabel={texts.smoothing}
              label={null}
              min={0}
              max={0.99}
              step={0.01}
              defaultValue={view.smoothing}
              onChangeEnd={(smoothing) => change({ smoothing })}
            />
          </div>
          <Switch
            label={texts.bands}
            description={hasReplicates ? undefined : texts.noBands}
            disabled={!hasReplicates}
            checked={view.bands}
            onChange={(event) => change({ bands: event.currentTarget.checked })}
          />
          <Switch
            label={texts.hideOthers}
            disabled={!brushed}
            checked={view.hideOthers}
            onChange={(event) => change({ hideOthers: event.currentTarget.checked })}
          />
        </Stack>
      </Popover.Dropdown>
    </Popover>
  );
}
