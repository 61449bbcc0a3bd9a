import { WarningIcon } from '@/shared/page/icons';
import classes from './Findings.module.css';
import { texts } from './texts';
import type { Finding } from './yaml/yamlPlaces';

/** Errors of the text by line; a click moves the editor to the line. */
export function Findings({
  findings,
  onOpen,
}: {
  findings: readonly Finding[];
  onOpen: (finding: Finding) => void;
}) {
  return (
    <div className={classes.findings} aria-live="polite">
      {findings.map((finding) => (
        <button key={`${finding.from} ${finding.message}`} type="button" onClick={() => onOpen(finding)}>
          <WarningIcon className={classes.icon} />
          <span className={classes.line}>{texts.line(finding.line)}</span>
          <span>{finding.message}</span>
        </button>
      ))}
    </div>
  );
}
