alter table dataset add column labels json;

comment on column dataset.labels is 'Labels of labelled texts with the number of examples of each, in alphabetical order; null for a plain text';

alter table experiment
  add column classes integer not null default 0,
  add column longest_text integer not null default 0,
  add constraint experiment_data_shape check (classes >= 0 and longest_text >= 0);

comment on column experiment.classes is 'Number of labels of its dataset; 0 where it has none.';
comment on column experiment.longest_text is 'Tokens of the longest labelled text; 0 where there are none.';

alter table trial add column confusion json;

comment on column trial.confusion is 'Of a classifier, at the best epoch: how many test examples of each label, by row, were given each label, by column; null where none was tested.';
