-- Warnings of the dry run, kept with the experiment.

alter table experiment add column warnings json not null default '[]';

comment on column experiment.warnings is 'Warnings of its submission: array of pointer and message.';
