create or replace function trial_turn() returns trigger language plpgsql as $$
declare
  own bigint;
  waiting bigint;
begin
  select t.turn into own from trial t
  where t.experiment_id = new.experiment_id order by t.number desc limit 1;
  select extract(epoch from s.execution_time - timestamptz '2000-01-01 00:00Z') * 1000 into waiting
  from scheduled_tasks s join experiment e on e.priority = s.priority
  where not s.picked and e.id = new.experiment_id
  order by s.execution_time limit 1;
  if waiting is null then
    select t.turn into waiting from trial t order by t.id desc limit 1;
  end if;
  new.turn := greatest(own + 1, waiting, 1);
  return new;
end $$;
comment on function trial_turn() is 'Gives an inserted trial its turn: start-time fair queueing among experiments.';
