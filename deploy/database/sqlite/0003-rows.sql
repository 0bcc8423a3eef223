-- The read model: rows that lists, look-ups and figures are made from. Written by the projection (0006) alone, from the envelope's "rows".
-- Few indexes: each costs every save.

create table branch (
  id text not null primary key,
  branch_id text not null,
  code text not null,
  name text not null,
  country text not null,
  currency text not null,
  time_zone text not null,
  version integer not null,
  shape integer not null);

create table customer (
  id text not null primary key,
  branch_id text not null,
  kind text not null,
  name text not null,
  phone text,
  phones text not null,
  email text,
  address text,
  city text,
  region text,
  postal_code text,
  country text,
  zone text not null,
  latitude real,
  longitude real,
  language text,
  time_zone text,
  reference text,
  tier text not null,
  standing text not null,
  merged_into text,
  registered_at text not null,
  changed_at text not null,
  version integer not null,
  shape integer not null);
create index customer_name on customer (branch_id, name, id);
create index customer_changed on customer (branch_id, changed_at, id);
create index customer_phone on customer (phone) where phone is not null;
create index customer_reference on customer (branch_id, reference) where reference is not null;
create index customer_merged on customer (merged_into) where merged_into is not null;

create table installed_product (
  id text not null primary key,
  branch_id text not null,
  customer_id text not null,
  model text not null,
  serial text,
  purchased_on text,
  installed_on text,
  accepted_on text,
  version integer not null,
  shape integer not null);
create index installed_product_customer on installed_product (customer_id);
create index installed_product_serial on installed_product (serial) where serial is not null;

create table technician (
  id text not null primary key,
  branch_id text not null,
  name text not null,
  skills text not null,
  technician_id text,
  version integer not null,
  shape integer not null);
create index technician_branch on technician (branch_id, name, id);

create table appointment (
  id text not null primary key,
  branch_id text not null,
  technician_id text,
  ticket_id text not null,
  starts_at text not null,
  ends_at text not null,
  state text not null);
create index appointment_technician on appointment (technician_id, starts_at, id);

create table ticket (
  id text not null primary key,
  number text not null,
  branch_id text not null,
  customer_id text not null,
  product_id text,
  technician_id text,
  step text not null,
  is_open integer not null,
  kind text not null,
  category text,
  channel text not null,
  is_emergency integer not null,
  registered_at text not null,
  registered_day text not null,
  visit_from text,
  visit_to text,
  completed_at text,
  completed_day text,
  version integer not null,
  shape integer not null);
create unique index ticket_number on ticket (number, branch_id);
create index ticket_registered on ticket (branch_id, registered_at, id);
create index ticket_registered_day on ticket (branch_id, registered_day);
create index ticket_completed_day on ticket (branch_id, completed_day) where completed_day is not null;
create index ticket_customer on ticket (customer_id, registered_at);
create index ticket_technician on ticket (technician_id, registered_at) where technician_id is not null;
create index ticket_open on ticket (branch_id, registered_at, id) where is_open;

create table follow_up_call (
  id text not null primary key,
  ticket_id text not null,
  number integer not null,
  branch_id text not null,
  customer_id text not null,
  step text not null,
  state text not null,
  opens_at text not null,
  closes_at text not null,
  day text not null,
  tries integer not null,
  next_try_at text,
  ended_at text);
create index follow_up_call_queue on follow_up_call (branch_id, closes_at, id) where state in ('Due', 'Overdue');
create index follow_up_call_day on follow_up_call (branch_id, day);
create index follow_up_call_ticket on follow_up_call (ticket_id, number);

create table contract (
  id text not null primary key,
  number text not null,
  branch_id text not null,
  customer_id text not null,
  state text not null,
  from_day text not null,
  ends_on text not null,
  price_minor integer not null,
  currency text not null,
  renewed_by text,
  version integer not null,
  shape integer not null);
create unique index contract_number on contract (number, branch_id);
create index contract_ends on contract (branch_id, ends_on, id);
create index contract_customer on contract (customer_id);

create table contract_product (
  id text not null primary key,
  contract_id text not null,
  product_id text not null,
  branch_id text not null,
  from_day text not null,
  ends_on text not null);
create index contract_product_product on contract_product (product_id, ends_on);

create table contract_term (
  id text not null primary key,
  contract_id text not null,
  branch_id text not null,
  from_day text not null,
  ends_on text not null,
  price_minor integer not null,
  outcome text not null);
create index contract_term_ends on contract_term (branch_id, ends_on);

create table task (
  id text not null primary key,
  branch_id text not null,
  kind text not null,
  about text not null,
  customer_id text,
  role text not null,
  assigned_to text,
  is_open integer not null,
  is_overdue integer not null,
  escalated_to text,
  state text not null,
  raised_at text not null,
  due_at text not null,
  ended_at text,
  version integer not null,
  shape integer not null);
create index task_open on task (branch_id, due_at, id) where is_open;
create index task_about on task (about);
create index task_customer on task (customer_id) where customer_id is not null;

-- Headquarters' figures: written by the roller.
create table branch_day (
  branch_id text not null,
  day text not null,
  registered integer not null,
  completed integer not null,
  follow_ups_raised integer not null,
  follow_ups_reached integer not null,
  primary key (branch_id, day)) without rowid;

create table branch_roll (
  branch_id text not null primary key,
  rolled_at text not null);
