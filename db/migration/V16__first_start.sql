-- First start of each trial, which a pause, a rung or a lost worker does not change.

alter table trial add column first_started_at timestamptz;

comment on column trial.first_started_at is 'When its first attempt started; null before.';
comment on column trial.started_at is 'When its present attempt started; null while it waits. People are shown first_started_at.';

-- what is still known: the claim in the log of events, the first epoch, the last attempt
update trial t
set first_started_at = least(
  (select min(v.at) from event v where v.trial_id = t.id and v.state = 'RUNNING'),
  (select min(p.measured_at) from metric_point p where p.trial_id = t.id),
  t.started_at)
where t.attempt > 0 or t.started_at is not null;

create function trial_first_start() returns trigger language plpgsql as $$
begin
  new.first_started_at := new.started_at;
  return new;
end $$;
comment on function trial_first_start is 'Keeps when the first attempt of a trial started.';
create trigger trial_inserted_started before insert on trial
  for each row when (new.started_at is not null and new.first_started_at is null)
  execute function trial_first_start();
create trigger trial_first_started before update on trial
  for each row when (new.started_at is not null and new.first_started_at is null)
  execute function trial_first_start();
