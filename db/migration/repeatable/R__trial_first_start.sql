create or replace function trial_first_start() returns trigger language plpgsql as $$
begin
  new.first_started_at := new.started_at;
  return new;
end $$;
comment on function trial_first_start() is 'Sets first_started_at at the first start of a trial.';
