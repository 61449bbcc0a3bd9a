-- Comments of earlier migrations that have a clearer text today.
comment on column experiment.proposed is 'Number of proposed trials; index of the next proposal.';
comment on column experiment.enqueued is 'Number of enqueued trials, in addition to trial_count.';
comment on column trial.enqueued is
  'Number of trials that were enqueued in its experiment before this one; null for a proposed trial.';
comment on column trial.pause_reason is
  'EXPERIMENT: continues when its experiment resumes. RUNG: waits until the search promotes or ends it. TURN: was enqueued when the maximum number of trials was open.';
comment on column trial.identity is
  'Digest of everything that its results depend on except code and machine: task, text, split, metric, early stopping, assignment, seed. Null if it is not certain.';
comment on table trial_log is
  'Log lines of workers about the trials that they train; only the newest lines of each trial.';
comment on column trial_log.message is 'Message of the line; an error includes its stack trace.';
comment on column trial.started_at is
  'Start of the current attempt; null while the trial waits. Responses contain first_started_at.';
comment on column dataset.id is 'Key for references of other tables.';
comment on column dataset.name is 'Name, as submissions refer to it.';
comment on column dataset.lines is 'Number of lines, including a last line without a newline.';
comment on column dataset.source is 'Origin: upload, or sample with package and version.';
comment on column dataset.licence is 'License of the text; null if unknown.';
comment on column experiment.name is 'Name chosen by its author; not necessarily unique.';
comment on column experiment.parallel_trials is 'Maximum number of open trials.';
comment on column trial.attempt is
  'Number of claims by workers. Every write of a worker carries it; a stale attempt writes nothing.';
comment on column trial.epoch_fraction is 'Completed fraction of the current epoch, 0 to 1.';
comment on column metric_point.written_in is
  'Transaction that wrote the point: a reader that asks for all points since its last snapshot misses none, for every order of commits.';
comment on column worker.parallel_trials is 'Number of trials that it trains at the same time.';
comment on column scheduled_tasks.picked is 'True if a worker holds the task.';
comment on column scheduled_tasks.consecutive_failures is 'Number of failures in a row.';
comment on column experiment.classes is 'Number of labels of its dataset; 0 without labels.';
comment on column experiment.longest_text is 'Tokens of the longest labeled text; 0 without labels.';
comment on column trial.confusion is
  'Confusion matrix of a classifier on the test part, at the best epoch: number of examples by true label (rows) and predicted label (columns); null if there was no test.';
comment on column trial.provenance is
  'Program, libraries, engines and machine of each attempt, in order.';
comment on column experiment.paused_time is
  'Total time of all ended pauses, which does not count towards its budget.';
comment on column trial.turn is
  'Position in the order of experiments that take turns (start-time fair queueing): one more than the last trial of its experiment, but not before trials that already wait.';
comment on column trial.retries is
  'Number of attempts that ended without an outcome, because the worker was lost or a transient error occurred.';
comment on column trial.failure_kind is
  'Kind of the failure: NOT_FINITE, OUT_OF_MEMORY, OUT_OF_TIME, TOO_LITTLE_DATA, WORKER_LOST, ERROR.';
comment on column event.trial_id is
  'Trial whose state changed; null if the experiment itself changed.';
comment on column event.previous_state is 'State before; null for a new experiment or trial.';
comment on column event.actor is
  'USER by request, PLANNER, a WORKER, or RECOVERY after a worker was lost.';
comment on column trial.seen is
  'History of an adaptive strategy at the proposal: number of trials, from number 0, and number, epochs and state of those that had not ended. Together with the curves it restores the history.';
comment on column experiment.note is 'Note of the users.';
comment on column trial.note is 'Note of the users.';
