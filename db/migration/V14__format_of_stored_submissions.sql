-- Stored submissions carry the version of their format, and an experiment that cannot go on says why.

alter table experiment
  add column spec_version integer not null default 1,
  add column end_message  text;

comment on column experiment.spec_version is 'Version of the format of spec, for readers of later versions.';
comment on column experiment.end_message is 'Why it ended, as a sentence; null if end_reason says it all.';
comment on column experiment.end_reason is 'Why it ended before all its trials: budget, target, plateau, failures, unreadable, planning_failed, or null. Set as soon as no trial is proposed any more.';
