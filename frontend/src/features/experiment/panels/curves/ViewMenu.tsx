import { Button, Popover, SegmentedControl, Slider, Stack, Switch } from '@mantine/core';
import { formatCount } from '@/shared/format';
import { SlidersIcon } from '@/shared/page/icons';
import classes from './curves.module.css';
import { MEASURES } from './placing';
import { texts } from './texts';
import { ACROSS, countChanges, type Across, type CurveView } from './useCurveView';

export interface ViewMenuProps {
  view: CurveView;
  change: (part: Partial<CurveView>) => void;
  /** Names of the recorded metrics. */
  metrics: readonly string[];
  /** Number of trials without a position on the x axis. */
  leftOut: number;
  hasReplicates: boolean;
  brushed: boolean;
}

export function ViewMenu({ view, change, metrics, leftOut, hasReplicates, brushed }: ViewMenuProps) {
  const changes = countChanges(view);
  const isRecorded = (across: Across) => across === 'epoch' || metrics.includes(MEASURES[across].metric);
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
              data={ACROSS.map((across) => ({
                value: across,
                label: texts.places[across],
                disabled: !isRecorded(across),
              }))}
              value={view.across}
              onChange={(across) => change({ across })}
            />
            {ACROSS.map(
              (across) =>
                !isRecorded(across) && (
                  <div key={across} className={classes.note}>
                    {texts.unrecorded[across]}
                  </div>
                ),
            )}
            {isRecorded(view.across) && leftOut > 0 && (
              <div className={classes.note}>{texts.leftOut(leftOut)}</div>
            )}
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
