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
  state text not null,
  successor_id text,
  street text,
  city text,
  postal_code text,
  region text,
  phone text,
  version integer not null,
  shape integer not null);
create unique index branch_code on branch (code);

create table branch_calendar (
  id text not null primary key,
  branch_id text not null,
  number integer not null,
  since text not null,
  calendar text not null);
create index branch_calendar_branch on branch_calendar (branch_id, number);

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
  terms text not null,
  merged_into text,
  support_group text,
  complete_percent integer not null,
  is_complete integer not null,
  file_due_at text,
  is_file_overdue integer not null,
  file_responsible text,
  next_service_on text,
  registered_at text not null,
  registered_day text not null,
  changed_at text not null,
  version integer not null,
  shape integer not null);
create index customer_name on customer (branch_id, name, id);
create index customer_registered_day on customer (branch_id, registered_day);
create index customer_changed on customer (branch_id, changed_at, id);
create index customer_phone on customer (phone) where phone is not null;
create index customer_reference on customer (branch_id, reference) where reference is not null;
create index customer_overdue on customer (branch_id, name, id) where is_file_overdue;
create index customer_merged on customer (merged_into) where merged_into is not null;

create table customer_supporter (
  id text not null primary key,
  customer_id text not null,
  branch_id text not null,
  account text not null,
  is_member integer not null);
create index customer_supporter_account on customer_supporter (account, customer_id) where is_member;

create table product_model (
  id text not null primary key,
  code text not null,
  product_line text not null,
  name_en text,
  name_zh_cn text,
  name_es text,
  is_archived integer not null,
  terms_version integer not null,
  version integer not null,
  shape integer not null);
create index product_model_code on product_model (code, id);

create table contact (
  id text not null primary key,
  number text not null,
  branch_id text not null,
  channel text not null,
  direction text not null,
  subject text not null,
  at text not null,
  day text not null,
  taken_by text,
  customer_id text,
  ticket_id text,
  counterpart_name text,
  counterpart_phone text,
  is_emergency integer not null,
  superior_told_at text,
  companion text,
  visitor_left_at text,
  is_visitor_here integer not null,
  sent_on_to text,
  sent_on_at text,
  about text,
  outcome text,
  person_id text,
  is_enquiry_recorded integer not null,
  version integer not null,
  shape integer not null);
create index contact_at on contact (branch_id, at, id);
create index contact_customer on contact (customer_id, at) where customer_id is not null;
create index contact_ticket on contact (ticket_id, at) where ticket_id is not null;
create index contact_about on contact (about) where about is not null;
create index contact_phone on contact (counterpart_phone) where counterpart_phone is not null;
create index contact_day on contact (branch_id, day);
create index contact_enquiry on contact (branch_id, at, id) where subject = 'Enquiry';
create index contact_visitor on contact (branch_id, at, id) where is_visitor_here;

create table outbound_message (
  id text not null primary key,
  branch_id text not null,
  customer_id text not null,
  ticket_id text,
  kind text not null,
  about text not null,
  channel text not null,
  state text not null,
  asked_at text not null,
  tries integer not null,
  next_try_at text,
  ended_at text,
  sent_by text,
  dropped text,
  version integer not null,
  shape integer not null);
create index outbound_message_asked on outbound_message (branch_id, asked_at, id);
create index outbound_message_by_hand on outbound_message (branch_id, asked_at, id) where state = 'ByHand';
create index outbound_message_about on outbound_message (about);
create index outbound_message_customer on outbound_message (customer_id, asked_at);

create table webhook_delivery (
  id text not null primary key,
  branch_id text not null,
  webhook_id text not null,
  event text not null,
  record_id text not null,
  record_version integer not null,
  at text not null,
  state text not null,
  tries integer not null,
  next_try_at text,
  last_try_at text,
  last_status integer,
  last_failure text,
  version integer not null,
  shape integer not null);
create index webhook_delivery_at on webhook_delivery (at, id);
create index webhook_delivery_webhook on webhook_delivery (webhook_id, at, id);
create index webhook_delivery_aside on webhook_delivery (at, id) where state = 'SetAside';
create index webhook_delivery_record on webhook_delivery (record_id, at);
create index webhook_delivery_old on webhook_delivery (coalesce(last_try_at, at)) where state in ('Delivered', 'Dropped');

create table questionnaire (
  id text not null primary key,
  branch_id text not null,
  first_on text not null,
  every_months integer,
  open_days integer not null,
  next_at text,
  stopped_at text,
  version integer not null,
  shape integer not null);
create index questionnaire_first on questionnaire (branch_id, first_on, id);

create table questionnaire_sheet (
  id text not null primary key,
  branch_id text not null,
  customer_id text not null,
  questionnaire_id text not null,
  occurrence integer not null,
  state text not null,
  channel text,
  sent_at text not null,
  expires_at text not null,
  answered_at text,
  answered_by text,
  marks text not null,
  version integer not null,
  shape integer not null);
create index questionnaire_sheet_sent on questionnaire_sheet (branch_id, sent_at, id);
create index questionnaire_sheet_of on questionnaire_sheet (questionnaire_id, occurrence);
create index questionnaire_sheet_customer on questionnaire_sheet (customer_id, sent_at);

create table questionnaire_answer (
  id text not null primary key,
  branch_id text not null,
  questionnaire_id text not null,
  occurrence integer not null,
  question integer not null,
  mark integer not null);
create index questionnaire_answer_of on questionnaire_answer (questionnaire_id, occurrence, question);

create table stored_file (
  id text not null primary key,
  branch_id text not null,
  name text not null,
  media_type text not null,
  size integer not null,
  hash text not null,
  uploaded_at text not null,
  uploaded_by text not null,
  scan text not null,
  owner text,
  is_claimed integer not null,
  is_dropped integer not null,
  version integer not null,
  shape integer not null);
create index stored_file_unattached on stored_file (uploaded_by) where not is_claimed and not is_dropped;

-- The bytes of files, a piece a row; beside the read model, as what is uploaded is stored before any record speaks of it.
create table file_chunk (
  file_id text not null,
  number integer not null,
  at text not null,
  bytes blob not null,
  primary key (file_id, number));

create table installed_product (
  id text not null primary key,
  branch_id text not null,
  customer_id text not null,
  address_id text,
  model text not null,
  model_id text not null,
  serial text,
  serial_as_written text,
  purchased_on text,
  installed_on text,
  accepted_on text,
  seller_id text,
  is_project integer not null,
  card text,
  card_number text,
  card_issued_on text,
  is_retired integer not null,
  warranty_from text,
  warranty_until text,
  terms_version integer not null,
  general_months integer not null,
  legal_minimum_months integer not null,
  version integer not null,
  shape integer not null);
create index installed_product_customer on installed_product (customer_id);
-- A model has each serial number once: what a look-up can miss in a race is refused here.
create unique index installed_product_serial on installed_product (serial, model_id) where serial is not null;
create unique index installed_product_card on installed_product (card) where card is not null;
create index installed_product_model on installed_product (model_id, terms_version);
create index installed_product_in_use on installed_product (branch_id) where not is_retired;
create index installed_product_warranty on installed_product (branch_id, warranty_until, id);

create table technician (
  id text not null primary key,
  branch_id text not null,
  name text not null,
  skills text not null,
  in_trade_since text,
  own_hours text,
  is_active integer not null,
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
  travel_minutes integer not null,
  state text not null);
create index appointment_technician on appointment (technician_id, starts_at, id);

create table technician_absence (
  id text not null primary key,
  branch_id text not null,
  technician_id text,
  starts_at text not null,
  ends_at text not null,
  kind text not null,
  substitute_id text,
  is_cancelled integer not null);
create index technician_absence_technician on technician_absence (technician_id, ends_at);

create table technician_loan (
  id text not null primary key,
  branch_id text not null,
  home_branch_id text not null,
  technician_id text not null,
  starts_at text not null,
  ends_at text not null,
  is_over integer not null);
create index technician_loan_branch on technician_loan (branch_id, ends_at);
create index technician_loan_technician on technician_loan (technician_id, ends_at);

create table technician_certificate (
  id text not null primary key,
  branch_id text not null,
  technician_id text,
  skill text not null,
  issuer text not null,
  number text not null,
  valid_from text not null,
  valid_until text not null,
  state text not null);
create index technician_certificate_branch on technician_certificate (branch_id, valid_until, id);
create index technician_certificate_technician on technician_certificate (technician_id, valid_until);

create table tool_custody (
  id text not null primary key,
  branch_id text not null,
  technician_id text,
  code text not null,
  name text not null,
  is_valuable integer not null,
  since text not null,
  is_kept integer not null,
  ended_at text,
  custody_end text,
  mishap text,
  is_normal_wear integer,
  compensation_minor integer,
  currency text,
  reported_at text);
create index tool_custody_branch on tool_custody (branch_id, code, id);
create index tool_custody_technician on tool_custody (technician_id) where is_kept;

create table ticket (
  id text not null primary key,
  number text not null,
  branch_id text not null,
  customer_id text,
  product_id text,
  model_id text,
  technician_id text,
  owner text not null,
  step text not null,
  step_since text not null,
  is_open integer not null,
  kind text not null,
  category text,
  channel text not null,
  is_emergency integer not null,
  undispatched_since text,
  carried_over_on text,
  rank integer not null,
  missing text not null,
  reports integer not null,
  round integer not null,
  registered_at text not null,
  registered_day text not null,
  visit_from text,
  visit_to text,
  completed_at text,
  completed_day text,
  resolution text,
  version integer not null,
  shape integer not null);
create unique index ticket_number on ticket (number, branch_id);
create index ticket_registered on ticket (branch_id, registered_at, id);
create index ticket_registered_day on ticket (branch_id, registered_day);
create index ticket_completed_day on ticket (branch_id, completed_day) where completed_day is not null;
create index ticket_customer on ticket (customer_id, registered_at) where customer_id is not null;
create index ticket_technician on ticket (technician_id, registered_at) where technician_id is not null;
create index ticket_left_lying on ticket (branch_id, id) where undispatched_since is not null and carried_over_on is null;
create index ticket_open on ticket (branch_id, rank, registered_at, id) where is_open;

create table ticket_completion (
  id text not null primary key,
  branch_id text not null,
  ticket_id text not null,
  round integer not null,
  customer_id text,
  model_id text,
  fault text,
  technician_id text,
  kind text not null,
  category text,
  resolution text not null,
  is_fixed integer not null,
  completed_day text not null,
  completed_at text not null,
  is_reopened integer not null,
  visits integer not null,
  is_arrival_kept integer,
  minutes integer not null);
create index ticket_completion_day on ticket_completion (branch_id, completed_day);

create table ticket_promise (
  id text not null primary key,
  branch_id text not null,
  ticket_id text not null,
  technician_id text,
  customer_id text,
  model_id text,
  kind text not null,
  promise text not null,
  is_running integer not null,
  is_kept integer,
  due_at text not null,
  started_at text not null,
  ended_at text,
  steps integer not null,
  basis text not null,
  customer_terms text,
  zones_version integer not null,
  day text not null,
  counts_at text not null,
  is_decided integer not null);
create index ticket_promise_running on ticket_promise (branch_id, due_at, id) where is_running;
create index ticket_promise_due on ticket_promise (due_at, id) where is_running;
create index ticket_promise_basis on ticket_promise (branch_id, basis, zones_version) where is_running;
create index ticket_promise_terms on ticket_promise (customer_id, customer_terms) where is_running;
create index ticket_promise_day on ticket_promise (branch_id, day);
create index ticket_promise_ticket on ticket_promise (ticket_id);

create table ticket_link (
  id text not null primary key,
  branch_id text not null,
  ticket_id text not null,
  kind text not null,
  other_id text not null);
create index ticket_link_ticket on ticket_link (ticket_id);
create index ticket_link_other on ticket_link (other_id);

create table visit (
  id text not null primary key,
  branch_id text not null,
  technician_id text,
  ticket_id text not null,
  starts_at text not null,
  ends_at text not null,
  is_current integer not null,
  how_ended text,
  ended_at text,
  contact_by text not null,
  contacted_at text,
  report_due text,
  reported_at text,
  is_report_missing integer not null,
  time_mark integer,
  quality_mark integer);
create index visit_technician on visit (technician_id, starts_at, id);
create index visit_branch on visit (branch_id, starts_at, id);
create index visit_ticket on visit (ticket_id);
create index visit_report on visit (branch_id, starts_at, id) where is_report_missing;

create table ticket_work (
  id text not null primary key,
  branch_id text not null,
  ticket_id text not null,
  category text not null,
  day text not null,
  minutes integer not null,
  charged_minor integer not null,
  currency text not null);
create index ticket_work_day on ticket_work (branch_id, day);
create index ticket_work_ticket on ticket_work (ticket_id);

create table technician_work (
  id text not null primary key,
  branch_id text not null,
  technician_id text,
  ticket_id text not null,
  category text not null,
  ended_at text not null,
  minutes integer not null,
  travel_minutes integer not null,
  stays_open integer not null);
create index technician_work_day on technician_work (technician_id, ended_at);
create index technician_work_branch on technician_work (branch_id, ended_at);

create table day_report (
  id text not null primary key,
  branch_id text not null,
  of_branch_id text not null,
  day text not null,
  is_summed_up integer not null,
  is_signed integer not null,
  is_changed_since integer not null,
  technicians integer not null,
  confirmed integer not null,
  paid_minutes integer not null,
  contract_minutes integer not null,
  warranty_minutes integer not null,
  internal_minutes integer not null,
  travel_minutes integer not null,
  summed_up_at text,
  summed_up_by text,
  signed_at text,
  signed_by text,
  version integer not null,
  shape integer not null);
create index day_report_day on day_report (branch_id, day, id);
create index day_report_missing on day_report (day, id) where not is_signed or is_changed_since;

create table technician_report (
  id text not null primary key,
  branch_id text not null,
  of_branch_id text not null,
  day text not null,
  technician_id text,
  is_confirmed integer not null,
  is_signed integer not null,
  confirmed_at text,
  confirmed_by text,
  due_at text not null);
create index technician_report_day on technician_report (branch_id, day, id);
create index technician_report_own on technician_report (technician_id, day, id);

create table worked_day (
  id text not null primary key,
  branch_id text not null,
  day text not null,
  technician_id text,
  is_signed integer not null,
  worked_minutes integer not null,
  minutes_to_work integer not null);
create index worked_day_day on worked_day (branch_id, day);

create table period_report (
  id text not null primary key,
  branch_id text not null,
  of_branch_id text not null,
  kind text not null,
  from_day text not null,
  to_day text not null,
  due_at text not null,
  is_signed integer not null,
  submitted_at text,
  submitted_by text,
  unchecked integer not null,
  version integer not null,
  shape integer not null);
create index period_report_from on period_report (branch_id, from_day, id);

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

create table project (
  id text not null primary key,
  number text not null,
  name text not null,
  branch_id text not null,
  customer_id text not null,
  manager_id text not null,
  last_milestone text,
  is_open integer not null,
  is_blocked integer not null,
  entry_on text not null,
  opened_at text not null,
  accepted_at text,
  version integer not null,
  shape integer not null);
create unique index project_number on project (number, branch_id);
create index project_entry on project (branch_id, entry_on, id);
create index project_customer on project (customer_id);

create table project_product (
  id text not null primary key,
  project_id text not null,
  number text not null,
  product_id text not null,
  branch_id text not null,
  is_being_installed integer not null);
-- One project at a time installs a product: what a look-up can miss in a race is refused here.
create unique index project_product_product on project_product (product_id) where is_being_installed;

create table task (
  id text not null primary key,
  branch_id text not null,
  kind text not null,
  about text not null,
  customer_id text,
  role text not null,
  assigned_to text,
  technician_id text,
  is_open integer not null,
  is_overdue integer not null,
  escalated_to text,
  state text not null,
  raised_at text not null,
  due_at text not null,
  ended_at text,
  promise text,
  matter_since text,
  matter_until text,
  version integer not null,
  shape integer not null);
create index task_open on task (branch_id, due_at, id) where is_open;
create index task_about on task (about);
create index task_technician on task (technician_id, due_at) where technician_id is not null and is_open;
create index task_customer on task (customer_id) where customer_id is not null;
create index task_assigned on task (assigned_to, due_at) where assigned_to is not null and is_open;

create table follow_up_call (
  id text not null primary key,
  record_id text not null,
  ticket_id text,
  number integer not null,
  branch_id text not null,
  customer_id text not null,
  round integer not null,
  step text not null,
  occasion text not null,
  made_by text not null,
  channel text not null,
  agent_id text,
  dealer_id text,
  state text not null,
  withdrawal text,
  opens_at text not null,
  closes_at text not null,
  day text not null,
  counts_at text not null,
  tries integer not null,
  next_try_at text,
  last_result text,
  last_try_at text,
  last_tried_by text,
  ended_at text,
  opened text not null);
create index follow_up_call_queue on follow_up_call (branch_id, closes_at, id) where state in ('Due', 'Overdue');
create index follow_up_call_day on follow_up_call (branch_id, day);
create index follow_up_call_record on follow_up_call (record_id, number);
create index follow_up_call_customer on follow_up_call (customer_id, closes_at);
create index follow_up_call_dealer on follow_up_call (dealer_id, closes_at, id) where dealer_id is not null and state in ('Due', 'Overdue');

create table sale (
  id text not null primary key,
  branch_id text not null,
  customer_id text not null,
  product_id text not null,
  seller_id text,
  sold_on text not null,
  version integer not null,
  shape integer not null);

create table voice_call (
  id text not null primary key,
  branch_id text not null,
  record_id text not null,
  number integer not null,
  state text not null,
  status text,
  offers integer not null,
  version integer not null,
  shape integer not null);

create table survey_card (
  id text not null primary key,
  branch_id text not null,
  customer_id text not null,
  ticket_id text not null,
  technician_id text,
  model_id text,
  completed_day text not null,
  completed_at text not null,
  month text not null,
  state text not null,
  channel text,
  send_at text not null,
  invited_at text,
  expires_at text,
  reminders integer not null,
  attitude integer,
  skill integer,
  punctuality integer,
  promises integer,
  answered_at text,
  answered_by text,
  is_low integer not null,
  version integer not null,
  shape integer not null);
create index survey_card_sent on survey_card (branch_id, send_at, id);
create index survey_card_day on survey_card (branch_id, completed_day);
create index survey_card_month on survey_card (branch_id, month, technician_id);
create index survey_card_ticket on survey_card (ticket_id);
create index survey_card_customer on survey_card (customer_id, send_at);

create table enquiry (
  id text not null primary key,
  branch_id text not null,
  customer_id text,
  kind text not null,
  matter text not null,
  heard_in text,
  state text not null,
  taken_by text,
  taken_at text not null,
  due_at text not null,
  reminders integer not null,
  solved_at text,
  tell_by text,
  told_at text,
  report_at text,
  version integer not null,
  shape integer not null);
create index enquiry_taken on enquiry (branch_id, taken_at, id);
create index enquiry_customer on enquiry (customer_id, taken_at) where customer_id is not null;

create table hard_problem (
  id text not null primary key,
  branch_id text not null,
  ticket_id text,
  customer_id text,
  asked_by text,
  technician_id text,
  state text not null,
  is_open integer not null,
  asked_at text not null,
  due_at text not null,
  asked_back integer not null,
  ended_at text,
  version integer not null,
  shape integer not null);
create index hard_problem_branch on hard_problem (branch_id, due_at, id);
create index hard_problem_open on hard_problem (due_at, id) where is_open;
create index hard_problem_ticket on hard_problem (ticket_id) where ticket_id is not null;
create index hard_problem_technician on hard_problem (technician_id) where technician_id is not null;

create table complaint (
  id text not null primary key,
  branch_id text not null,
  customer_id text,
  ticket_id text,
  person_id text,
  technician_id text,
  model_id text,
  category text not null,
  severity text not null,
  source text not null,
  heard_in text,
  state text not null,
  raised_at text not null,
  raised_day text not null,
  answer_by text not null,
  answered_at text,
  reported_up_at text,
  reported_to text,
  closed_at text,
  is_answer_decided integer not null,
  answer_day text not null,
  answer_counts_at text not null,
  is_closed_soon integer not null,
  is_closing_decided integer not null,
  closing_day text not null,
  closing_counts_at text not null,
  version integer not null,
  shape integer not null);
create index complaint_raised_day on complaint (branch_id, raised_day);
create index complaint_answer_day on complaint (branch_id, answer_day);
create index complaint_closing_day on complaint (branch_id, closing_day);
create index complaint_raised on complaint (branch_id, raised_at, id);
create index complaint_customer on complaint (customer_id, raised_at) where customer_id is not null;
create index complaint_person on complaint (person_id, raised_at) where person_id is not null;

create table account_absences (
  id text not null primary key,
  branch_id text not null,
  account text not null,
  version integer not null,
  shape integer not null);

create table absence (
  id text not null primary key,
  branch_id text not null,
  account text not null,
  from_day text not null,
  until_day text not null,
  starts_at text not null,
  ends_at text not null,
  substitute text not null,
  named_by text not null);
create index absence_branch on absence (branch_id, starts_at, id);

-- Headquarters' figures: written by the roller.
create table branch_day (
  dimension text not null,
  member text not null,
  day text not null,
  branch_id text not null,
  arrivals_kept integer not null,
  arrivals_promised integer not null,
  backlog_counted integer not null,
  backlog_old integer not null,
  files_complete integer not null,
  files_kept integer not null,
  enquiries integer not null,
  enquiries_recorded integer not null,
  quality_closings_decided integer not null,
  quality_complaints_closed_soon integer not null,
  customers_in_warranty integer not null,
  customers_visited integer not null,
  cards_answered integer not null,
  cards_satisfied integer not null,
  cards_sent integer not null,
  complaints_answered_in_time integer not null,
  complaints_raised integer not null,
  complaint_answers_decided integer not null,
  phone_records integer not null,
  website_records integer not null,
  consultations integer not null,
  service_demands integer not null,
  completed integer not null,
  emergencies integer not null,
  fixed_at_first_visit integer not null,
  follow_ups_in_time integer not null,
  follow_ups_decided integer not null,
  follow_ups_reached integer not null,
  minutes_contract integer not null,
  minutes_internal integer not null,
  minutes_paid integer not null,
  minutes_to_work integer not null,
  minutes_warranty integer not null,
  minutes_worked integer not null,
  promises_answered integer not null,
  promises_answered_kept integer not null,
  promises_arranged integer not null,
  promises_arranged_kept integer not null,
  promises_arrival integer not null,
  promises_arrival_kept integer not null,
  promises_escalated integer not null,
  promises_escalated_to_director integer not null,
  promises_escalated_to_manager integer not null,
  promises_forwarded integer not null,
  promises_forwarded_kept integer not null,
  promises_restored integer not null,
  promises_restored_kept integer not null,
  promises_workshop integer not null,
  promises_workshop_kept integer not null,
  registered integer not null,
  reopened integer not null,
  repairs_completed integer not null,
  repairs_failed integer not null,
  repairs_visited integer not null,
  satisfied_attitude integer not null,
  satisfied_promises integer not null,
  satisfied_punctuality integer not null,
  satisfied_skill integer not null,
  solved_remotely integer not null,
  terms_ended integer not null,
  terms_renewed integer not null,
  primary key (dimension, member, day, branch_id)) without rowid;
create index branch_day_branch on branch_day (branch_id, day);
create index branch_day_dimension on branch_day (dimension, day, branch_id);

create table backlog_day (
  id text not null primary key,
  branch_id text not null,
  day text not null,
  open integer not null,
  over_a_day integer not null,
  over_three_days integer not null,
  over_a_week integer not null,
  over_a_month integer not null,
  counted_at text not null);
create index backlog_day_branch on backlog_day (branch_id, day);

create table backlog_ticket (
  id text not null primary key,
  branch_id text not null,
  day text not null,
  ticket_id text not null,
  customer_id text,
  technician_id text,
  model_id text,
  kind text not null);
create index backlog_ticket_day on backlog_ticket (branch_id, day);

create table warranty_visit (
  id text not null primary key,
  branch_id text not null,
  customer_id text not null,
  day text not null,
  ticket_id text);
create index warranty_visit_day on warranty_visit (branch_id, day);

create table figure_watch (
  id text not null primary key,
  branch_id text not null,
  last_day text not null,
  version integer not null,
  shape integer not null);

create table early_sign (
  id text not null primary key,
  branch_id text not null,
  figure text not null,
  value real not null,
  threshold real not null,
  from_day text not null,
  to_day text not null,
  raised_at text not null,
  passed_at text,
  is_current integer not null);
create index early_sign_raised on early_sign (branch_id, raised_at, id);

create table figure_summary (
  id text not null primary key,
  branch_id text not null,
  kind text not null,
  from_day text not null,
  to_day text not null,
  written_at text not null,
  version integer not null,
  shape integer not null);
create index figure_summary_from on figure_summary (branch_id, from_day, id);

create table branch_roll (
  branch_id text not null primary key,
  rolled_at text not null);
