create table scheduled_tasks (
  task_name            text        not null,
  task_instance        text        not null,
  task_data            bytea,
  execution_time       timestamptz not null,
  picked               boolean     not null,
  picked_by            text,
  last_success         timestamptz,
  last_failure         timestamptz,
  consecutive_failures integer,
  last_heartbeat       timestamptz,
  version              bigint      not null,
  priority             smallint,
  constraint scheduled_tasks_pk primary key (task_name, task_instance)
);

create index scheduled_tasks_execution_time_index on scheduled_tasks (execution_time asc);
create index scheduled_tasks_last_heartbeat_index on scheduled_tasks (last_heartbeat);
create index scheduled_tasks_priority_index on scheduled_tasks (priority desc, execution_time asc);

comment on table scheduled_tasks is 'The queue of trials to run. Its shape is given by db-scheduler, which claims, renews and revives its rows.';
comment on column scheduled_tasks.task_name is 'Kind of task: trial.';
comment on column scheduled_tasks.task_instance is 'Which one: the id of the trial.';
comment on column scheduled_tasks.task_data is 'Not used: all there is to know stands in table trial.';
comment on column scheduled_tasks.execution_time is 'When it may run, at the earliest.';
comment on column scheduled_tasks.picked is 'Whether a worker holds it.';
comment on column scheduled_tasks.picked_by is 'The worker that holds it.';
comment on column scheduled_tasks.last_success is 'Set by db-scheduler; a trial runs once.';
comment on column scheduled_tasks.last_failure is 'When a worker last gave it back after an error outside of training.';
comment on column scheduled_tasks.consecutive_failures is 'How often that happened in a row.';
comment on column scheduled_tasks.last_heartbeat is 'Last renewal of the claim.';
comment on column scheduled_tasks.version is 'Optimistic lock.';
comment on column scheduled_tasks.priority is 'Higher goes first.';
