import { goodnessColor } from './color';
import classes from './plot.module.css';
import { useScheme } from './useScheme';

const STEPS = [0, 0.2, 0.4, 0.6, 0.8, 1];

export function GoodnessLegend({ worse, better }: { worse: string; better: string }) {
  const scheme = useScheme();
  return (
    <span className={classes.goodness}>
      {worse}
      <i
        style={{
          background: `linear-gradient(to right, ${STEPS.map((step) => goodnessColor(step, scheme)).join()})`,
        }}
      />
      {better}
    </span>
  );
}
