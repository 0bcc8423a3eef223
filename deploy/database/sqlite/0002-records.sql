-- What every record leaves beside its state, all of it written by the triggers of 0005 alone.
-- Instants are text in UTC to the millisecond (yyyy-MM-ddTHH:mm:ss.fffZ), which sorts as time does.

-- Append-only, a row a save. Events carry keys, never names, phones or addresses.
create table journal (
  record text not null,
  version integer not null,
  at text not null,
  device_at text,
  actor text not null,
  cause text,
  events text not null,
  primary key (record, version, at)) without rowid;
-- For what one person did; what the service does by itself needs none.
create index journal_actor on journal (actor, at) where actor <> 'system';

-- As lists read it: with a key of one column.
create view timeline as
  select record || '/' || printf('%09d', version) as id, record, version, at, device_at, actor, cause, events from journal;

-- Free words and small files of events: erasable, with a hash that stays.
create table journal_text (
  record text not null,
  version integer not null,
  event integer not null,
  field text not null,
  words text,
  hash text not null,
  primary key (record, version, event, field)) without rowid;

create table file (
  record text not null,
  version integer not null,
  event integer not null,
  field text not null,
  media_type text not null,
  content text,
  hash text not null,
  primary key (record, version, event, field)) without rowid;

create table effect (
  seq integer primary key autoincrement,
  id text not null,
  source text not null,
  target text not null,
  kind text not null,
  body text not null,
  attempts integer not null default 0,
  next_try text);
create index effect_source on effect (source, seq);
create index effect_next_try on effect (next_try) where next_try is not null;

create table handled (
  record text not null,
  id text not null,
  input text not null,
  version integer not null,
  at text not null,
  primary key (record, id)) without rowid;
create index handled_at on handled (at);

-- Days to be counted again; the roller deletes those it has read, by an id that no later one gets.
create table mark (
  id integer primary key autoincrement,
  branch_id text not null,
  day text not null);
create index mark_branch on mark (branch_id, day);

create table set_aside (
  kind text not null,
  key text not null,
  record text not null,
  attempts integer not null,
  error text not null,
  first_at text not null,
  next_try text,
  primary key (kind, key)) without rowid;

-- Kinds of record whose rows are all being written anew; the sweep goes through their keys and deletes what it is done with.
create table rebuild (
  kind text not null primary key,
  after_key text not null);

-- Who opened what is not his own work: a row a day. Written beside the save statement, since it belongs to no save.
create table read_outside (
  id text not null primary key,
  actor_id text not null,
  record_id text not null,
  first_at text not null,
  last_at text not null,
  times integer not null);
create index read_outside_last on read_outside (last_at, id);
create index read_outside_actor on read_outside (actor_id, last_at, id);
create index read_outside_record on read_outside (record_id, last_at, id);
