-- Made from the EF model (README: changing the read model); a test compares.

drop trigger if exists project_account_absences;
create trigger project_account_absences instead of insert on record_save when new.kind = 'account_absences' begin
  insert into absence (account, branch_id, ends_at, from_day, id, named_by, starts_at, substitute, until_day)
  select value ->> '$.account', value ->> '$.branch_id', value ->> '$.ends_at', value ->> '$.from_day', value ->> '$.id', value ->> '$.named_by', value ->> '$.starts_at', value ->> '$.substitute', value ->> '$.until_day'
  from json_each(new.envelope -> '$.rows.absence')
  where true
  on conflict (id) do update set account = excluded.account, branch_id = excluded.branch_id, ends_at = excluded.ends_at, from_day = excluded.from_day, named_by = excluded.named_by, starts_at = excluded.starts_at, substitute = excluded.substitute, until_day = excluded.until_day;
  insert into account_absences (account, branch_id, id, shape, version)
  select value ->> '$.account', value ->> '$.branch_id', value ->> '$.id', value ->> '$.shape', value ->> '$.version'
  from json_each(new.envelope -> '$.rows.account_absences')
  where true
  on conflict (id) do update set account = excluded.account, branch_id = excluded.branch_id, shape = excluded.shape, version = excluded.version;
end;

drop trigger if exists project_branch;
create trigger project_branch instead of insert on record_save when new.kind = 'branch' begin
  insert into branch (branch_id, city, code, country, currency, id, name, phone, postal_code, region, shape, state, street, successor_id, time_zone, version)
  select value ->> '$.branch_id', value ->> '$.city', value ->> '$.code', value ->> '$.country', value ->> '$.currency', value ->> '$.id', value ->> '$.name', value ->> '$.phone', value ->> '$.postal_code', value ->> '$.region', value ->> '$.shape', value ->> '$.state', value ->> '$.street', value ->> '$.successor_id', value ->> '$.time_zone', value ->> '$.version'
  from json_each(new.envelope -> '$.rows.branch')
  where true
  on conflict (id) do update set branch_id = excluded.branch_id, city = excluded.city, code = excluded.code, country = excluded.country, currency = excluded.currency, name = excluded.name, phone = excluded.phone, postal_code = excluded.postal_code, region = excluded.region, shape = excluded.shape, state = excluded.state, street = excluded.street, successor_id = excluded.successor_id, time_zone = excluded.time_zone, version = excluded.version;
  insert into branch_calendar (branch_id, calendar, id, number, since)
  select value ->> '$.branch_id', value ->> '$.calendar', value ->> '$.id', value ->> '$.number', value ->> '$.since'
  from json_each(new.envelope -> '$.rows.branch_calendar')
  where true
  on conflict (id) do update set branch_id = excluded.branch_id, calendar = excluded.calendar, number = excluded.number, since = excluded.since;
end;

drop trigger if exists project_complaint;
create trigger project_complaint instead of insert on record_save when new.kind = 'complaint' begin
  insert into complaint (answer_by, answer_counts_at, answer_day, answered_at, branch_id, category, closed_at, closing_counts_at, closing_day, customer_id, heard_in, id, is_answer_decided, is_closed_soon, is_closing_decided, model_id, person_id, raised_at, raised_day, reported_to, reported_up_at, severity, shape, source, state, technician_id, ticket_id, version)
  select value ->> '$.answer_by', value ->> '$.answer_counts_at', value ->> '$.answer_day', value ->> '$.answered_at', value ->> '$.branch_id', value ->> '$.category', value ->> '$.closed_at', value ->> '$.closing_counts_at', value ->> '$.closing_day', value ->> '$.customer_id', value ->> '$.heard_in', value ->> '$.id', value ->> '$.is_answer_decided', value ->> '$.is_closed_soon', value ->> '$.is_closing_decided', value ->> '$.model_id', value ->> '$.person_id', value ->> '$.raised_at', value ->> '$.raised_day', value ->> '$.reported_to', value ->> '$.reported_up_at', value ->> '$.severity', value ->> '$.shape', value ->> '$.source', value ->> '$.state', value ->> '$.technician_id', value ->> '$.ticket_id', value ->> '$.version'
  from json_each(new.envelope -> '$.rows.complaint')
  where true
  on conflict (id) do update set answer_by = excluded.answer_by, answer_counts_at = excluded.answer_counts_at, answer_day = excluded.answer_day, answered_at = excluded.answered_at, branch_id = excluded.branch_id, category = excluded.category, closed_at = excluded.closed_at, closing_counts_at = excluded.closing_counts_at, closing_day = excluded.closing_day, customer_id = excluded.customer_id, heard_in = excluded.heard_in, is_answer_decided = excluded.is_answer_decided, is_closed_soon = excluded.is_closed_soon, is_closing_decided = excluded.is_closing_decided, model_id = excluded.model_id, person_id = excluded.person_id, raised_at = excluded.raised_at, raised_day = excluded.raised_day, reported_to = excluded.reported_to, reported_up_at = excluded.reported_up_at, severity = excluded.severity, shape = excluded.shape, source = excluded.source, state = excluded.state, technician_id = excluded.technician_id, ticket_id = excluded.ticket_id, version = excluded.version;
end;

drop trigger if exists project_contact;
create trigger project_contact instead of insert on record_save when new.kind = 'contact' begin
  insert into contact (about, at, branch_id, channel, companion, counterpart_name, counterpart_phone, customer_id, day, direction, id, is_emergency, is_enquiry_recorded, is_visitor_here, number, outcome, person_id, sent_on_at, sent_on_to, shape, subject, superior_told_at, taken_by, ticket_id, version, visitor_left_at)
  select value ->> '$.about', value ->> '$.at', value ->> '$.branch_id', value ->> '$.channel', value ->> '$.companion', value ->> '$.counterpart_name', value ->> '$.counterpart_phone', value ->> '$.customer_id', value ->> '$.day', value ->> '$.direction', value ->> '$.id', value ->> '$.is_emergency', value ->> '$.is_enquiry_recorded', value ->> '$.is_visitor_here', value ->> '$.number', value ->> '$.outcome', value ->> '$.person_id', value ->> '$.sent_on_at', value ->> '$.sent_on_to', value ->> '$.shape', value ->> '$.subject', value ->> '$.superior_told_at', value ->> '$.taken_by', value ->> '$.ticket_id', value ->> '$.version', value ->> '$.visitor_left_at'
  from json_each(new.envelope -> '$.rows.contact')
  where true
  on conflict (id) do update set about = excluded.about, at = excluded.at, branch_id = excluded.branch_id, channel = excluded.channel, companion = excluded.companion, counterpart_name = excluded.counterpart_name, counterpart_phone = excluded.counterpart_phone, customer_id = excluded.customer_id, day = excluded.day, direction = excluded.direction, is_emergency = excluded.is_emergency, is_enquiry_recorded = excluded.is_enquiry_recorded, is_visitor_here = excluded.is_visitor_here, number = excluded.number, outcome = excluded.outcome, person_id = excluded.person_id, sent_on_at = excluded.sent_on_at, sent_on_to = excluded.sent_on_to, shape = excluded.shape, subject = excluded.subject, superior_told_at = excluded.superior_told_at, taken_by = excluded.taken_by, ticket_id = excluded.ticket_id, version = excluded.version, visitor_left_at = excluded.visitor_left_at;
end;

drop trigger if exists project_contract;
create trigger project_contract instead of insert on record_save when new.kind = 'contract' begin
  insert into contract (branch_id, currency, customer_id, ends_on, from_day, id, number, price_minor, renewed_by, shape, state, version)
  select value ->> '$.branch_id', value ->> '$.currency', value ->> '$.customer_id', value ->> '$.ends_on', value ->> '$.from_day', value ->> '$.id', value ->> '$.number', value ->> '$.price_minor', value ->> '$.renewed_by', value ->> '$.shape', value ->> '$.state', value ->> '$.version'
  from json_each(new.envelope -> '$.rows.contract')
  where true
  on conflict (id) do update set branch_id = excluded.branch_id, currency = excluded.currency, customer_id = excluded.customer_id, ends_on = excluded.ends_on, from_day = excluded.from_day, number = excluded.number, price_minor = excluded.price_minor, renewed_by = excluded.renewed_by, shape = excluded.shape, state = excluded.state, version = excluded.version;
  insert into contract_product (branch_id, contract_id, ends_on, from_day, id, product_id)
  select value ->> '$.branch_id', value ->> '$.contract_id', value ->> '$.ends_on', value ->> '$.from_day', value ->> '$.id', value ->> '$.product_id'
  from json_each(new.envelope -> '$.rows.contract_product')
  where true
  on conflict (id) do update set branch_id = excluded.branch_id, contract_id = excluded.contract_id, ends_on = excluded.ends_on, from_day = excluded.from_day, product_id = excluded.product_id;
  insert into contract_term (branch_id, contract_id, ends_on, from_day, id, outcome, price_minor)
  select value ->> '$.branch_id', value ->> '$.contract_id', value ->> '$.ends_on', value ->> '$.from_day', value ->> '$.id', value ->> '$.outcome', value ->> '$.price_minor'
  from json_each(new.envelope -> '$.rows.contract_term')
  where true
  on conflict (id) do update set branch_id = excluded.branch_id, contract_id = excluded.contract_id, ends_on = excluded.ends_on, from_day = excluded.from_day, outcome = excluded.outcome, price_minor = excluded.price_minor;
  insert into search_entry (branch_id, codes, customer_id, id, is_archived, kind, names, phones, product_id, subtitle, technician_id, text, title)
  select value ->> '$.branch_id', value ->> '$.codes', value ->> '$.customer_id', value ->> '$.id', value ->> '$.is_archived', value ->> '$.kind', value ->> '$.names', value ->> '$.phones', value ->> '$.product_id', value ->> '$.subtitle', value ->> '$.technician_id', value ->> '$.text', value ->> '$.title'
  from json_each(new.envelope -> '$.rows.search_entry')
  where true
  on conflict (id) do update set branch_id = excluded.branch_id, codes = excluded.codes, customer_id = excluded.customer_id, is_archived = excluded.is_archived, kind = excluded.kind, names = excluded.names, phones = excluded.phones, product_id = excluded.product_id, subtitle = excluded.subtitle, technician_id = excluded.technician_id, text = excluded.text, title = excluded.title;
end;

drop trigger if exists project_customer;
create trigger project_customer instead of insert on record_save when new.kind = 'customer' begin
  insert into customer (address, branch_id, changed_at, city, complete_percent, country, email, file_due_at, file_responsible, id, is_complete, is_file_overdue, kind, language, latitude, longitude, merged_into, name, next_service_on, phone, phones, postal_code, reference, region, registered_at, registered_day, shape, standing, support_group, terms, tier, time_zone, version, zone)
  select value ->> '$.address', value ->> '$.branch_id', value ->> '$.changed_at', value ->> '$.city', value ->> '$.complete_percent', value ->> '$.country', value ->> '$.email', value ->> '$.file_due_at', value ->> '$.file_responsible', value ->> '$.id', value ->> '$.is_complete', value ->> '$.is_file_overdue', value ->> '$.kind', value ->> '$.language', value ->> '$.latitude', value ->> '$.longitude', value ->> '$.merged_into', value ->> '$.name', value ->> '$.next_service_on', value ->> '$.phone', value ->> '$.phones', value ->> '$.postal_code', value ->> '$.reference', value ->> '$.region', value ->> '$.registered_at', value ->> '$.registered_day', value ->> '$.shape', value ->> '$.standing', value ->> '$.support_group', value ->> '$.terms', value ->> '$.tier', value ->> '$.time_zone', value ->> '$.version', value ->> '$.zone'
  from json_each(new.envelope -> '$.rows.customer')
  where true
  on conflict (id) do update set address = excluded.address, branch_id = excluded.branch_id, changed_at = excluded.changed_at, city = excluded.city, complete_percent = excluded.complete_percent, country = excluded.country, email = excluded.email, file_due_at = excluded.file_due_at, file_responsible = excluded.file_responsible, is_complete = excluded.is_complete, is_file_overdue = excluded.is_file_overdue, kind = excluded.kind, language = excluded.language, latitude = excluded.latitude, longitude = excluded.longitude, merged_into = excluded.merged_into, name = excluded.name, next_service_on = excluded.next_service_on, phone = excluded.phone, phones = excluded.phones, postal_code = excluded.postal_code, reference = excluded.reference, region = excluded.region, registered_at = excluded.registered_at, registered_day = excluded.registered_day, shape = excluded.shape, standing = excluded.standing, support_group = excluded.support_group, terms = excluded.terms, tier = excluded.tier, time_zone = excluded.time_zone, version = excluded.version, zone = excluded.zone;
  insert into customer_supporter (account, branch_id, customer_id, id, is_member)
  select value ->> '$.account', value ->> '$.branch_id', value ->> '$.customer_id', value ->> '$.id', value ->> '$.is_member'
  from json_each(new.envelope -> '$.rows.customer_supporter')
  where true
  on conflict (id) do update set account = excluded.account, branch_id = excluded.branch_id, customer_id = excluded.customer_id, is_member = excluded.is_member;
  insert into search_entry (branch_id, codes, customer_id, id, is_archived, kind, names, phones, product_id, subtitle, technician_id, text, title)
  select value ->> '$.branch_id', value ->> '$.codes', value ->> '$.customer_id', value ->> '$.id', value ->> '$.is_archived', value ->> '$.kind', value ->> '$.names', value ->> '$.phones', value ->> '$.product_id', value ->> '$.subtitle', value ->> '$.technician_id', value ->> '$.text', value ->> '$.title'
  from json_each(new.envelope -> '$.rows.search_entry')
  where true
  on conflict (id) do update set branch_id = excluded.branch_id, codes = excluded.codes, customer_id = excluded.customer_id, is_archived = excluded.is_archived, kind = excluded.kind, names = excluded.names, phones = excluded.phones, product_id = excluded.product_id, subtitle = excluded.subtitle, technician_id = excluded.technician_id, text = excluded.text, title = excluded.title;
end;

drop trigger if exists project_day_report;
create trigger project_day_report instead of insert on record_save when new.kind = 'day_report' begin
  insert into day_report (branch_id, confirmed, contract_minutes, day, id, internal_minutes, is_changed_since, is_signed, is_summed_up, of_branch_id, paid_minutes, shape, signed_at, signed_by, summed_up_at, summed_up_by, technicians, travel_minutes, version, warranty_minutes)
  select value ->> '$.branch_id', value ->> '$.confirmed', value ->> '$.contract_minutes', value ->> '$.day', value ->> '$.id', value ->> '$.internal_minutes', value ->> '$.is_changed_since', value ->> '$.is_signed', value ->> '$.is_summed_up', value ->> '$.of_branch_id', value ->> '$.paid_minutes', value ->> '$.shape', value ->> '$.signed_at', value ->> '$.signed_by', value ->> '$.summed_up_at', value ->> '$.summed_up_by', value ->> '$.technicians', value ->> '$.travel_minutes', value ->> '$.version', value ->> '$.warranty_minutes'
  from json_each(new.envelope -> '$.rows.day_report')
  where true
  on conflict (id) do update set branch_id = excluded.branch_id, confirmed = excluded.confirmed, contract_minutes = excluded.contract_minutes, day = excluded.day, internal_minutes = excluded.internal_minutes, is_changed_since = excluded.is_changed_since, is_signed = excluded.is_signed, is_summed_up = excluded.is_summed_up, of_branch_id = excluded.of_branch_id, paid_minutes = excluded.paid_minutes, shape = excluded.shape, signed_at = excluded.signed_at, signed_by = excluded.signed_by, summed_up_at = excluded.summed_up_at, summed_up_by = excluded.summed_up_by, technicians = excluded.technicians, travel_minutes = excluded.travel_minutes, version = excluded.version, warranty_minutes = excluded.warranty_minutes;
  insert into technician_report (branch_id, confirmed_at, confirmed_by, day, due_at, id, is_confirmed, is_signed, of_branch_id, technician_id)
  select value ->> '$.branch_id', value ->> '$.confirmed_at', value ->> '$.confirmed_by', value ->> '$.day', value ->> '$.due_at', value ->> '$.id', value ->> '$.is_confirmed', value ->> '$.is_signed', value ->> '$.of_branch_id', value ->> '$.technician_id'
  from json_each(new.envelope -> '$.rows.technician_report')
  where true
  on conflict (id) do update set branch_id = excluded.branch_id, confirmed_at = excluded.confirmed_at, confirmed_by = excluded.confirmed_by, day = excluded.day, due_at = excluded.due_at, is_confirmed = excluded.is_confirmed, is_signed = excluded.is_signed, of_branch_id = excluded.of_branch_id, technician_id = excluded.technician_id;
  insert into worked_day (branch_id, day, id, is_signed, minutes_to_work, technician_id, worked_minutes)
  select value ->> '$.branch_id', value ->> '$.day', value ->> '$.id', value ->> '$.is_signed', value ->> '$.minutes_to_work', value ->> '$.technician_id', value ->> '$.worked_minutes'
  from json_each(new.envelope -> '$.rows.worked_day')
  where true
  on conflict (id) do update set branch_id = excluded.branch_id, day = excluded.day, is_signed = excluded.is_signed, minutes_to_work = excluded.minutes_to_work, technician_id = excluded.technician_id, worked_minutes = excluded.worked_minutes;
end;

drop trigger if exists project_enquiry;
create trigger project_enquiry instead of insert on record_save when new.kind = 'enquiry' begin
  insert into enquiry (branch_id, customer_id, due_at, heard_in, id, kind, matter, reminders, report_at, shape, solved_at, state, taken_at, taken_by, tell_by, told_at, version)
  select value ->> '$.branch_id', value ->> '$.customer_id', value ->> '$.due_at', value ->> '$.heard_in', value ->> '$.id', value ->> '$.kind', value ->> '$.matter', value ->> '$.reminders', value ->> '$.report_at', value ->> '$.shape', value ->> '$.solved_at', value ->> '$.state', value ->> '$.taken_at', value ->> '$.taken_by', value ->> '$.tell_by', value ->> '$.told_at', value ->> '$.version'
  from json_each(new.envelope -> '$.rows.enquiry')
  where true
  on conflict (id) do update set branch_id = excluded.branch_id, customer_id = excluded.customer_id, due_at = excluded.due_at, heard_in = excluded.heard_in, kind = excluded.kind, matter = excluded.matter, reminders = excluded.reminders, report_at = excluded.report_at, shape = excluded.shape, solved_at = excluded.solved_at, state = excluded.state, taken_at = excluded.taken_at, taken_by = excluded.taken_by, tell_by = excluded.tell_by, told_at = excluded.told_at, version = excluded.version;
end;

drop trigger if exists project_figure_summary;
create trigger project_figure_summary instead of insert on record_save when new.kind = 'figure_summary' begin
  insert into figure_summary (branch_id, from_day, id, kind, shape, to_day, version, written_at)
  select value ->> '$.branch_id', value ->> '$.from_day', value ->> '$.id', value ->> '$.kind', value ->> '$.shape', value ->> '$.to_day', value ->> '$.version', value ->> '$.written_at'
  from json_each(new.envelope -> '$.rows.figure_summary')
  where true
  on conflict (id) do update set branch_id = excluded.branch_id, from_day = excluded.from_day, kind = excluded.kind, shape = excluded.shape, to_day = excluded.to_day, version = excluded.version, written_at = excluded.written_at;
end;

drop trigger if exists project_figure_watch;
create trigger project_figure_watch instead of insert on record_save when new.kind = 'figure_watch' begin
  insert into early_sign (branch_id, figure, from_day, id, is_current, passed_at, raised_at, threshold, to_day, value)
  select value ->> '$.branch_id', value ->> '$.figure', value ->> '$.from_day', value ->> '$.id', value ->> '$.is_current', value ->> '$.passed_at', value ->> '$.raised_at', value ->> '$.threshold', value ->> '$.to_day', value ->> '$.value'
  from json_each(new.envelope -> '$.rows.early_sign')
  where true
  on conflict (id) do update set branch_id = excluded.branch_id, figure = excluded.figure, from_day = excluded.from_day, is_current = excluded.is_current, passed_at = excluded.passed_at, raised_at = excluded.raised_at, threshold = excluded.threshold, to_day = excluded.to_day, value = excluded.value;
  insert into figure_watch (branch_id, id, last_day, shape, version)
  select value ->> '$.branch_id', value ->> '$.id', value ->> '$.last_day', value ->> '$.shape', value ->> '$.version'
  from json_each(new.envelope -> '$.rows.figure_watch')
  where true
  on conflict (id) do update set branch_id = excluded.branch_id, last_day = excluded.last_day, shape = excluded.shape, version = excluded.version;
end;

drop trigger if exists project_hard_problem;
create trigger project_hard_problem instead of insert on record_save when new.kind = 'hard_problem' begin
  insert into hard_problem (asked_at, asked_back, asked_by, branch_id, customer_id, due_at, ended_at, id, is_open, shape, state, technician_id, ticket_id, version)
  select value ->> '$.asked_at', value ->> '$.asked_back', value ->> '$.asked_by', value ->> '$.branch_id', value ->> '$.customer_id', value ->> '$.due_at', value ->> '$.ended_at', value ->> '$.id', value ->> '$.is_open', value ->> '$.shape', value ->> '$.state', value ->> '$.technician_id', value ->> '$.ticket_id', value ->> '$.version'
  from json_each(new.envelope -> '$.rows.hard_problem')
  where true
  on conflict (id) do update set asked_at = excluded.asked_at, asked_back = excluded.asked_back, asked_by = excluded.asked_by, branch_id = excluded.branch_id, customer_id = excluded.customer_id, due_at = excluded.due_at, ended_at = excluded.ended_at, is_open = excluded.is_open, shape = excluded.shape, state = excluded.state, technician_id = excluded.technician_id, ticket_id = excluded.ticket_id, version = excluded.version;
end;

drop trigger if exists project_installed_product;
create trigger project_installed_product instead of insert on record_save when new.kind = 'installed_product' begin
  insert into installed_product (accepted_on, address_id, branch_id, card, card_issued_on, card_number, customer_id, general_months, id, installed_on, is_project, is_retired, legal_minimum_months, model, model_id, purchased_on, seller_id, serial, serial_as_written, shape, terms_version, version, warranty_from, warranty_until)
  select value ->> '$.accepted_on', value ->> '$.address_id', value ->> '$.branch_id', value ->> '$.card', value ->> '$.card_issued_on', value ->> '$.card_number', value ->> '$.customer_id', value ->> '$.general_months', value ->> '$.id', value ->> '$.installed_on', value ->> '$.is_project', value ->> '$.is_retired', value ->> '$.legal_minimum_months', value ->> '$.model', value ->> '$.model_id', value ->> '$.purchased_on', value ->> '$.seller_id', value ->> '$.serial', value ->> '$.serial_as_written', value ->> '$.shape', value ->> '$.terms_version', value ->> '$.version', value ->> '$.warranty_from', value ->> '$.warranty_until'
  from json_each(new.envelope -> '$.rows.installed_product')
  where true
  on conflict (id) do update set accepted_on = excluded.accepted_on, address_id = excluded.address_id, branch_id = excluded.branch_id, card = excluded.card, card_issued_on = excluded.card_issued_on, card_number = excluded.card_number, customer_id = excluded.customer_id, general_months = excluded.general_months, installed_on = excluded.installed_on, is_project = excluded.is_project, is_retired = excluded.is_retired, legal_minimum_months = excluded.legal_minimum_months, model = excluded.model, model_id = excluded.model_id, purchased_on = excluded.purchased_on, seller_id = excluded.seller_id, serial = excluded.serial, serial_as_written = excluded.serial_as_written, shape = excluded.shape, terms_version = excluded.terms_version, version = excluded.version, warranty_from = excluded.warranty_from, warranty_until = excluded.warranty_until;
  insert into search_entry (branch_id, codes, customer_id, id, is_archived, kind, names, phones, product_id, subtitle, technician_id, text, title)
  select value ->> '$.branch_id', value ->> '$.codes', value ->> '$.customer_id', value ->> '$.id', value ->> '$.is_archived', value ->> '$.kind', value ->> '$.names', value ->> '$.phones', value ->> '$.product_id', value ->> '$.subtitle', value ->> '$.technician_id', value ->> '$.text', value ->> '$.title'
  from json_each(new.envelope -> '$.rows.search_entry')
  where true
  on conflict (id) do update set branch_id = excluded.branch_id, codes = excluded.codes, customer_id = excluded.customer_id, is_archived = excluded.is_archived, kind = excluded.kind, names = excluded.names, phones = excluded.phones, product_id = excluded.product_id, subtitle = excluded.subtitle, technician_id = excluded.technician_id, text = excluded.text, title = excluded.title;
end;

drop trigger if exists project_outbound_message;
create trigger project_outbound_message instead of insert on record_save when new.kind = 'outbound_message' begin
  insert into outbound_message (about, asked_at, branch_id, channel, customer_id, dropped, ended_at, id, kind, next_try_at, sent_by, shape, state, ticket_id, tries, version)
  select value ->> '$.about', value ->> '$.asked_at', value ->> '$.branch_id', value ->> '$.channel', value ->> '$.customer_id', value ->> '$.dropped', value ->> '$.ended_at', value ->> '$.id', value ->> '$.kind', value ->> '$.next_try_at', value ->> '$.sent_by', value ->> '$.shape', value ->> '$.state', value ->> '$.ticket_id', value ->> '$.tries', value ->> '$.version'
  from json_each(new.envelope -> '$.rows.outbound_message')
  where true
  on conflict (id) do update set about = excluded.about, asked_at = excluded.asked_at, branch_id = excluded.branch_id, channel = excluded.channel, customer_id = excluded.customer_id, dropped = excluded.dropped, ended_at = excluded.ended_at, kind = excluded.kind, next_try_at = excluded.next_try_at, sent_by = excluded.sent_by, shape = excluded.shape, state = excluded.state, ticket_id = excluded.ticket_id, tries = excluded.tries, version = excluded.version;
end;

drop trigger if exists project_period_report;
create trigger project_period_report instead of insert on record_save when new.kind = 'period_report' begin
  insert into period_report (branch_id, due_at, from_day, id, is_signed, kind, of_branch_id, shape, submitted_at, submitted_by, to_day, unchecked, version)
  select value ->> '$.branch_id', value ->> '$.due_at', value ->> '$.from_day', value ->> '$.id', value ->> '$.is_signed', value ->> '$.kind', value ->> '$.of_branch_id', value ->> '$.shape', value ->> '$.submitted_at', value ->> '$.submitted_by', value ->> '$.to_day', value ->> '$.unchecked', value ->> '$.version'
  from json_each(new.envelope -> '$.rows.period_report')
  where true
  on conflict (id) do update set branch_id = excluded.branch_id, due_at = excluded.due_at, from_day = excluded.from_day, is_signed = excluded.is_signed, kind = excluded.kind, of_branch_id = excluded.of_branch_id, shape = excluded.shape, submitted_at = excluded.submitted_at, submitted_by = excluded.submitted_by, to_day = excluded.to_day, unchecked = excluded.unchecked, version = excluded.version;
end;

drop trigger if exists project_product_model;
create trigger project_product_model instead of insert on record_save when new.kind = 'product_model' begin
  insert into product_model (code, id, is_archived, name_en, name_es, name_zh_cn, product_line, shape, terms_version, version)
  select value ->> '$.code', value ->> '$.id', value ->> '$.is_archived', value ->> '$.name_en', value ->> '$.name_es', value ->> '$.name_zh_cn', value ->> '$.product_line', value ->> '$.shape', value ->> '$.terms_version', value ->> '$.version'
  from json_each(new.envelope -> '$.rows.product_model')
  where true
  on conflict (id) do update set code = excluded.code, is_archived = excluded.is_archived, name_en = excluded.name_en, name_es = excluded.name_es, name_zh_cn = excluded.name_zh_cn, product_line = excluded.product_line, shape = excluded.shape, terms_version = excluded.terms_version, version = excluded.version;
end;

drop trigger if exists project_project;
create trigger project_project instead of insert on record_save when new.kind = 'project' begin
  insert into project (accepted_at, branch_id, customer_id, entry_on, id, is_blocked, is_open, last_milestone, manager_id, name, number, opened_at, shape, version)
  select value ->> '$.accepted_at', value ->> '$.branch_id', value ->> '$.customer_id', value ->> '$.entry_on', value ->> '$.id', value ->> '$.is_blocked', value ->> '$.is_open', value ->> '$.last_milestone', value ->> '$.manager_id', value ->> '$.name', value ->> '$.number', value ->> '$.opened_at', value ->> '$.shape', value ->> '$.version'
  from json_each(new.envelope -> '$.rows.project')
  where true
  on conflict (id) do update set accepted_at = excluded.accepted_at, branch_id = excluded.branch_id, customer_id = excluded.customer_id, entry_on = excluded.entry_on, is_blocked = excluded.is_blocked, is_open = excluded.is_open, last_milestone = excluded.last_milestone, manager_id = excluded.manager_id, name = excluded.name, number = excluded.number, opened_at = excluded.opened_at, shape = excluded.shape, version = excluded.version;
  insert into project_product (branch_id, id, is_being_installed, number, product_id, project_id)
  select value ->> '$.branch_id', value ->> '$.id', value ->> '$.is_being_installed', value ->> '$.number', value ->> '$.product_id', value ->> '$.project_id'
  from json_each(new.envelope -> '$.rows.project_product')
  where true
  on conflict (id) do update set branch_id = excluded.branch_id, is_being_installed = excluded.is_being_installed, number = excluded.number, product_id = excluded.product_id, project_id = excluded.project_id;
  insert into search_entry (branch_id, codes, customer_id, id, is_archived, kind, names, phones, product_id, subtitle, technician_id, text, title)
  select value ->> '$.branch_id', value ->> '$.codes', value ->> '$.customer_id', value ->> '$.id', value ->> '$.is_archived', value ->> '$.kind', value ->> '$.names', value ->> '$.phones', value ->> '$.product_id', value ->> '$.subtitle', value ->> '$.technician_id', value ->> '$.text', value ->> '$.title'
  from json_each(new.envelope -> '$.rows.search_entry')
  where true
  on conflict (id) do update set branch_id = excluded.branch_id, codes = excluded.codes, customer_id = excluded.customer_id, is_archived = excluded.is_archived, kind = excluded.kind, names = excluded.names, phones = excluded.phones, product_id = excluded.product_id, subtitle = excluded.subtitle, technician_id = excluded.technician_id, text = excluded.text, title = excluded.title;
end;

drop trigger if exists project_questionnaire;
create trigger project_questionnaire instead of insert on record_save when new.kind = 'questionnaire' begin
  insert into questionnaire (branch_id, every_months, first_on, id, next_at, open_days, shape, stopped_at, version)
  select value ->> '$.branch_id', value ->> '$.every_months', value ->> '$.first_on', value ->> '$.id', value ->> '$.next_at', value ->> '$.open_days', value ->> '$.shape', value ->> '$.stopped_at', value ->> '$.version'
  from json_each(new.envelope -> '$.rows.questionnaire')
  where true
  on conflict (id) do update set branch_id = excluded.branch_id, every_months = excluded.every_months, first_on = excluded.first_on, next_at = excluded.next_at, open_days = excluded.open_days, shape = excluded.shape, stopped_at = excluded.stopped_at, version = excluded.version;
end;

drop trigger if exists project_questionnaire_sheet;
create trigger project_questionnaire_sheet instead of insert on record_save when new.kind = 'questionnaire_sheet' begin
  insert into questionnaire_answer (branch_id, id, mark, occurrence, question, questionnaire_id)
  select value ->> '$.branch_id', value ->> '$.id', value ->> '$.mark', value ->> '$.occurrence', value ->> '$.question', value ->> '$.questionnaire_id'
  from json_each(new.envelope -> '$.rows.questionnaire_answer')
  where true
  on conflict (id) do update set branch_id = excluded.branch_id, mark = excluded.mark, occurrence = excluded.occurrence, question = excluded.question, questionnaire_id = excluded.questionnaire_id;
  insert into questionnaire_sheet (answered_at, answered_by, branch_id, channel, customer_id, expires_at, id, marks, occurrence, questionnaire_id, sent_at, shape, state, version)
  select value ->> '$.answered_at', value ->> '$.answered_by', value ->> '$.branch_id', value ->> '$.channel', value ->> '$.customer_id', value ->> '$.expires_at', value ->> '$.id', value ->> '$.marks', value ->> '$.occurrence', value ->> '$.questionnaire_id', value ->> '$.sent_at', value ->> '$.shape', value ->> '$.state', value ->> '$.version'
  from json_each(new.envelope -> '$.rows.questionnaire_sheet')
  where true
  on conflict (id) do update set answered_at = excluded.answered_at, answered_by = excluded.answered_by, branch_id = excluded.branch_id, channel = excluded.channel, customer_id = excluded.customer_id, expires_at = excluded.expires_at, marks = excluded.marks, occurrence = excluded.occurrence, questionnaire_id = excluded.questionnaire_id, sent_at = excluded.sent_at, shape = excluded.shape, state = excluded.state, version = excluded.version;
end;

drop trigger if exists project_sale;
create trigger project_sale instead of insert on record_save when new.kind = 'sale' begin
  insert into follow_up_call (agent_id, branch_id, channel, closes_at, counts_at, customer_id, day, dealer_id, ended_at, id, last_result, last_tried_by, last_try_at, made_by, next_try_at, number, occasion, opened, opens_at, record_id, round, state, step, ticket_id, tries, withdrawal)
  select value ->> '$.agent_id', value ->> '$.branch_id', value ->> '$.channel', value ->> '$.closes_at', value ->> '$.counts_at', value ->> '$.customer_id', value ->> '$.day', value ->> '$.dealer_id', value ->> '$.ended_at', value ->> '$.id', value ->> '$.last_result', value ->> '$.last_tried_by', value ->> '$.last_try_at', value ->> '$.made_by', value ->> '$.next_try_at', value ->> '$.number', value ->> '$.occasion', value ->> '$.opened', value ->> '$.opens_at', value ->> '$.record_id', value ->> '$.round', value ->> '$.state', value ->> '$.step', value ->> '$.ticket_id', value ->> '$.tries', value ->> '$.withdrawal'
  from json_each(new.envelope -> '$.rows.follow_up_call')
  where true
  on conflict (id) do update set agent_id = excluded.agent_id, branch_id = excluded.branch_id, channel = excluded.channel, closes_at = excluded.closes_at, counts_at = excluded.counts_at, customer_id = excluded.customer_id, day = excluded.day, dealer_id = excluded.dealer_id, ended_at = excluded.ended_at, last_result = excluded.last_result, last_tried_by = excluded.last_tried_by, last_try_at = excluded.last_try_at, made_by = excluded.made_by, next_try_at = excluded.next_try_at, number = excluded.number, occasion = excluded.occasion, opened = excluded.opened, opens_at = excluded.opens_at, record_id = excluded.record_id, round = excluded.round, state = excluded.state, step = excluded.step, ticket_id = excluded.ticket_id, tries = excluded.tries, withdrawal = excluded.withdrawal;
  insert into sale (branch_id, customer_id, id, product_id, seller_id, shape, sold_on, version)
  select value ->> '$.branch_id', value ->> '$.customer_id', value ->> '$.id', value ->> '$.product_id', value ->> '$.seller_id', value ->> '$.shape', value ->> '$.sold_on', value ->> '$.version'
  from json_each(new.envelope -> '$.rows.sale')
  where true
  on conflict (id) do update set branch_id = excluded.branch_id, customer_id = excluded.customer_id, product_id = excluded.product_id, seller_id = excluded.seller_id, shape = excluded.shape, sold_on = excluded.sold_on, version = excluded.version;
end;

drop trigger if exists project_stored_file;
create trigger project_stored_file instead of insert on record_save when new.kind = 'stored_file' begin
  insert into stored_file (branch_id, hash, id, is_claimed, is_dropped, media_type, name, owner, scan, shape, size, uploaded_at, uploaded_by, version)
  select value ->> '$.branch_id', value ->> '$.hash', value ->> '$.id', value ->> '$.is_claimed', value ->> '$.is_dropped', value ->> '$.media_type', value ->> '$.name', value ->> '$.owner', value ->> '$.scan', value ->> '$.shape', value ->> '$.size', value ->> '$.uploaded_at', value ->> '$.uploaded_by', value ->> '$.version'
  from json_each(new.envelope -> '$.rows.stored_file')
  where true
  on conflict (id) do update set branch_id = excluded.branch_id, hash = excluded.hash, is_claimed = excluded.is_claimed, is_dropped = excluded.is_dropped, media_type = excluded.media_type, name = excluded.name, owner = excluded.owner, scan = excluded.scan, shape = excluded.shape, size = excluded.size, uploaded_at = excluded.uploaded_at, uploaded_by = excluded.uploaded_by, version = excluded.version;
end;

drop trigger if exists project_survey_card;
create trigger project_survey_card instead of insert on record_save when new.kind = 'survey_card' begin
  insert into survey_card (answered_at, answered_by, attitude, branch_id, channel, completed_at, completed_day, customer_id, expires_at, id, invited_at, is_low, model_id, month, promises, punctuality, reminders, send_at, shape, skill, state, technician_id, ticket_id, version)
  select value ->> '$.answered_at', value ->> '$.answered_by', value ->> '$.attitude', value ->> '$.branch_id', value ->> '$.channel', value ->> '$.completed_at', value ->> '$.completed_day', value ->> '$.customer_id', value ->> '$.expires_at', value ->> '$.id', value ->> '$.invited_at', value ->> '$.is_low', value ->> '$.model_id', value ->> '$.month', value ->> '$.promises', value ->> '$.punctuality', value ->> '$.reminders', value ->> '$.send_at', value ->> '$.shape', value ->> '$.skill', value ->> '$.state', value ->> '$.technician_id', value ->> '$.ticket_id', value ->> '$.version'
  from json_each(new.envelope -> '$.rows.survey_card')
  where true
  on conflict (id) do update set answered_at = excluded.answered_at, answered_by = excluded.answered_by, attitude = excluded.attitude, branch_id = excluded.branch_id, channel = excluded.channel, completed_at = excluded.completed_at, completed_day = excluded.completed_day, customer_id = excluded.customer_id, expires_at = excluded.expires_at, invited_at = excluded.invited_at, is_low = excluded.is_low, model_id = excluded.model_id, month = excluded.month, promises = excluded.promises, punctuality = excluded.punctuality, reminders = excluded.reminders, send_at = excluded.send_at, shape = excluded.shape, skill = excluded.skill, state = excluded.state, technician_id = excluded.technician_id, ticket_id = excluded.ticket_id, version = excluded.version;
end;

drop trigger if exists project_task;
create trigger project_task instead of insert on record_save when new.kind = 'task' begin
  insert into task (about, assigned_to, branch_id, customer_id, due_at, ended_at, escalated_to, id, is_open, is_overdue, kind, matter_since, matter_until, promise, raised_at, role, shape, state, technician_id, version)
  select value ->> '$.about', value ->> '$.assigned_to', value ->> '$.branch_id', value ->> '$.customer_id', value ->> '$.due_at', value ->> '$.ended_at', value ->> '$.escalated_to', value ->> '$.id', value ->> '$.is_open', value ->> '$.is_overdue', value ->> '$.kind', value ->> '$.matter_since', value ->> '$.matter_until', value ->> '$.promise', value ->> '$.raised_at', value ->> '$.role', value ->> '$.shape', value ->> '$.state', value ->> '$.technician_id', value ->> '$.version'
  from json_each(new.envelope -> '$.rows.task')
  where true
  on conflict (id) do update set about = excluded.about, assigned_to = excluded.assigned_to, branch_id = excluded.branch_id, customer_id = excluded.customer_id, due_at = excluded.due_at, ended_at = excluded.ended_at, escalated_to = excluded.escalated_to, is_open = excluded.is_open, is_overdue = excluded.is_overdue, kind = excluded.kind, matter_since = excluded.matter_since, matter_until = excluded.matter_until, promise = excluded.promise, raised_at = excluded.raised_at, role = excluded.role, shape = excluded.shape, state = excluded.state, technician_id = excluded.technician_id, version = excluded.version;
end;

drop trigger if exists project_technician;
create trigger project_technician instead of insert on record_save when new.kind = 'technician' begin
  insert into appointment (branch_id, ends_at, id, starts_at, state, technician_id, ticket_id, travel_minutes)
  select value ->> '$.branch_id', value ->> '$.ends_at', value ->> '$.id', value ->> '$.starts_at', value ->> '$.state', value ->> '$.technician_id', value ->> '$.ticket_id', value ->> '$.travel_minutes'
  from json_each(new.envelope -> '$.rows.appointment')
  where true
  on conflict (id) do update set branch_id = excluded.branch_id, ends_at = excluded.ends_at, starts_at = excluded.starts_at, state = excluded.state, technician_id = excluded.technician_id, ticket_id = excluded.ticket_id, travel_minutes = excluded.travel_minutes;
  insert into search_entry (branch_id, codes, customer_id, id, is_archived, kind, names, phones, product_id, subtitle, technician_id, text, title)
  select value ->> '$.branch_id', value ->> '$.codes', value ->> '$.customer_id', value ->> '$.id', value ->> '$.is_archived', value ->> '$.kind', value ->> '$.names', value ->> '$.phones', value ->> '$.product_id', value ->> '$.subtitle', value ->> '$.technician_id', value ->> '$.text', value ->> '$.title'
  from json_each(new.envelope -> '$.rows.search_entry')
  where true
  on conflict (id) do update set branch_id = excluded.branch_id, codes = excluded.codes, customer_id = excluded.customer_id, is_archived = excluded.is_archived, kind = excluded.kind, names = excluded.names, phones = excluded.phones, product_id = excluded.product_id, subtitle = excluded.subtitle, technician_id = excluded.technician_id, text = excluded.text, title = excluded.title;
  insert into technician (branch_id, id, in_trade_since, is_active, name, own_hours, shape, skills, technician_id, version)
  select value ->> '$.branch_id', value ->> '$.id', value ->> '$.in_trade_since', value ->> '$.is_active', value ->> '$.name', value ->> '$.own_hours', value ->> '$.shape', value ->> '$.skills', value ->> '$.technician_id', value ->> '$.version'
  from json_each(new.envelope -> '$.rows.technician')
  where true
  on conflict (id) do update set branch_id = excluded.branch_id, in_trade_since = excluded.in_trade_since, is_active = excluded.is_active, name = excluded.name, own_hours = excluded.own_hours, shape = excluded.shape, skills = excluded.skills, technician_id = excluded.technician_id, version = excluded.version;
  insert into technician_absence (branch_id, ends_at, id, is_cancelled, kind, starts_at, substitute_id, technician_id)
  select value ->> '$.branch_id', value ->> '$.ends_at', value ->> '$.id', value ->> '$.is_cancelled', value ->> '$.kind', value ->> '$.starts_at', value ->> '$.substitute_id', value ->> '$.technician_id'
  from json_each(new.envelope -> '$.rows.technician_absence')
  where true
  on conflict (id) do update set branch_id = excluded.branch_id, ends_at = excluded.ends_at, is_cancelled = excluded.is_cancelled, kind = excluded.kind, starts_at = excluded.starts_at, substitute_id = excluded.substitute_id, technician_id = excluded.technician_id;
  insert into technician_certificate (branch_id, id, issuer, number, skill, state, technician_id, valid_from, valid_until)
  select value ->> '$.branch_id', value ->> '$.id', value ->> '$.issuer', value ->> '$.number', value ->> '$.skill', value ->> '$.state', value ->> '$.technician_id', value ->> '$.valid_from', value ->> '$.valid_until'
  from json_each(new.envelope -> '$.rows.technician_certificate')
  where true
  on conflict (id) do update set branch_id = excluded.branch_id, issuer = excluded.issuer, number = excluded.number, skill = excluded.skill, state = excluded.state, technician_id = excluded.technician_id, valid_from = excluded.valid_from, valid_until = excluded.valid_until;
  insert into technician_loan (branch_id, ends_at, home_branch_id, id, is_over, starts_at, technician_id)
  select value ->> '$.branch_id', value ->> '$.ends_at', value ->> '$.home_branch_id', value ->> '$.id', value ->> '$.is_over', value ->> '$.starts_at', value ->> '$.technician_id'
  from json_each(new.envelope -> '$.rows.technician_loan')
  where true
  on conflict (id) do update set branch_id = excluded.branch_id, ends_at = excluded.ends_at, home_branch_id = excluded.home_branch_id, is_over = excluded.is_over, starts_at = excluded.starts_at, technician_id = excluded.technician_id;
  insert into tool_custody (branch_id, code, compensation_minor, currency, custody_end, ended_at, id, is_kept, is_normal_wear, is_valuable, mishap, name, reported_at, since, technician_id)
  select value ->> '$.branch_id', value ->> '$.code', value ->> '$.compensation_minor', value ->> '$.currency', value ->> '$.custody_end', value ->> '$.ended_at', value ->> '$.id', value ->> '$.is_kept', value ->> '$.is_normal_wear', value ->> '$.is_valuable', value ->> '$.mishap', value ->> '$.name', value ->> '$.reported_at', value ->> '$.since', value ->> '$.technician_id'
  from json_each(new.envelope -> '$.rows.tool_custody')
  where true
  on conflict (id) do update set branch_id = excluded.branch_id, code = excluded.code, compensation_minor = excluded.compensation_minor, currency = excluded.currency, custody_end = excluded.custody_end, ended_at = excluded.ended_at, is_kept = excluded.is_kept, is_normal_wear = excluded.is_normal_wear, is_valuable = excluded.is_valuable, mishap = excluded.mishap, name = excluded.name, reported_at = excluded.reported_at, since = excluded.since, technician_id = excluded.technician_id;
end;

drop trigger if exists project_ticket;
create trigger project_ticket instead of insert on record_save when new.kind = 'ticket' begin
  insert into follow_up_call (agent_id, branch_id, channel, closes_at, counts_at, customer_id, day, dealer_id, ended_at, id, last_result, last_tried_by, last_try_at, made_by, next_try_at, number, occasion, opened, opens_at, record_id, round, state, step, ticket_id, tries, withdrawal)
  select value ->> '$.agent_id', value ->> '$.branch_id', value ->> '$.channel', value ->> '$.closes_at', value ->> '$.counts_at', value ->> '$.customer_id', value ->> '$.day', value ->> '$.dealer_id', value ->> '$.ended_at', value ->> '$.id', value ->> '$.last_result', value ->> '$.last_tried_by', value ->> '$.last_try_at', value ->> '$.made_by', value ->> '$.next_try_at', value ->> '$.number', value ->> '$.occasion', value ->> '$.opened', value ->> '$.opens_at', value ->> '$.record_id', value ->> '$.round', value ->> '$.state', value ->> '$.step', value ->> '$.ticket_id', value ->> '$.tries', value ->> '$.withdrawal'
  from json_each(new.envelope -> '$.rows.follow_up_call')
  where true
  on conflict (id) do update set agent_id = excluded.agent_id, branch_id = excluded.branch_id, channel = excluded.channel, closes_at = excluded.closes_at, counts_at = excluded.counts_at, customer_id = excluded.customer_id, day = excluded.day, dealer_id = excluded.dealer_id, ended_at = excluded.ended_at, last_result = excluded.last_result, last_tried_by = excluded.last_tried_by, last_try_at = excluded.last_try_at, made_by = excluded.made_by, next_try_at = excluded.next_try_at, number = excluded.number, occasion = excluded.occasion, opened = excluded.opened, opens_at = excluded.opens_at, record_id = excluded.record_id, round = excluded.round, state = excluded.state, step = excluded.step, ticket_id = excluded.ticket_id, tries = excluded.tries, withdrawal = excluded.withdrawal;
  insert into search_entry (branch_id, codes, customer_id, id, is_archived, kind, names, phones, product_id, subtitle, technician_id, text, title)
  select value ->> '$.branch_id', value ->> '$.codes', value ->> '$.customer_id', value ->> '$.id', value ->> '$.is_archived', value ->> '$.kind', value ->> '$.names', value ->> '$.phones', value ->> '$.product_id', value ->> '$.subtitle', value ->> '$.technician_id', value ->> '$.text', value ->> '$.title'
  from json_each(new.envelope -> '$.rows.search_entry')
  where true
  on conflict (id) do update set branch_id = excluded.branch_id, codes = excluded.codes, customer_id = excluded.customer_id, is_archived = excluded.is_archived, kind = excluded.kind, names = excluded.names, phones = excluded.phones, product_id = excluded.product_id, subtitle = excluded.subtitle, technician_id = excluded.technician_id, text = excluded.text, title = excluded.title;
  insert into technician_work (branch_id, category, ended_at, id, minutes, stays_open, technician_id, ticket_id, travel_minutes)
  select value ->> '$.branch_id', value ->> '$.category', value ->> '$.ended_at', value ->> '$.id', value ->> '$.minutes', value ->> '$.stays_open', value ->> '$.technician_id', value ->> '$.ticket_id', value ->> '$.travel_minutes'
  from json_each(new.envelope -> '$.rows.technician_work')
  where true
  on conflict (id) do update set branch_id = excluded.branch_id, category = excluded.category, ended_at = excluded.ended_at, minutes = excluded.minutes, stays_open = excluded.stays_open, technician_id = excluded.technician_id, ticket_id = excluded.ticket_id, travel_minutes = excluded.travel_minutes;
  insert into ticket (branch_id, carried_over_on, category, channel, completed_at, completed_day, customer_id, id, is_emergency, is_open, kind, missing, model_id, number, owner, product_id, rank, registered_at, registered_day, reports, resolution, round, shape, step, step_since, technician_id, undispatched_since, version, visit_from, visit_to)
  select value ->> '$.branch_id', value ->> '$.carried_over_on', value ->> '$.category', value ->> '$.channel', value ->> '$.completed_at', value ->> '$.completed_day', value ->> '$.customer_id', value ->> '$.id', value ->> '$.is_emergency', value ->> '$.is_open', value ->> '$.kind', value ->> '$.missing', value ->> '$.model_id', value ->> '$.number', value ->> '$.owner', value ->> '$.product_id', value ->> '$.rank', value ->> '$.registered_at', value ->> '$.registered_day', value ->> '$.reports', value ->> '$.resolution', value ->> '$.round', value ->> '$.shape', value ->> '$.step', value ->> '$.step_since', value ->> '$.technician_id', value ->> '$.undispatched_since', value ->> '$.version', value ->> '$.visit_from', value ->> '$.visit_to'
  from json_each(new.envelope -> '$.rows.ticket')
  where true
  on conflict (id) do update set branch_id = excluded.branch_id, carried_over_on = excluded.carried_over_on, category = excluded.category, channel = excluded.channel, completed_at = excluded.completed_at, completed_day = excluded.completed_day, customer_id = excluded.customer_id, is_emergency = excluded.is_emergency, is_open = excluded.is_open, kind = excluded.kind, missing = excluded.missing, model_id = excluded.model_id, number = excluded.number, owner = excluded.owner, product_id = excluded.product_id, rank = excluded.rank, registered_at = excluded.registered_at, registered_day = excluded.registered_day, reports = excluded.reports, resolution = excluded.resolution, round = excluded.round, shape = excluded.shape, step = excluded.step, step_since = excluded.step_since, technician_id = excluded.technician_id, undispatched_since = excluded.undispatched_since, version = excluded.version, visit_from = excluded.visit_from, visit_to = excluded.visit_to;
  insert into ticket_completion (branch_id, category, completed_at, completed_day, customer_id, fault, id, is_arrival_kept, is_fixed, is_reopened, kind, minutes, model_id, resolution, round, technician_id, ticket_id, visits)
  select value ->> '$.branch_id', value ->> '$.category', value ->> '$.completed_at', value ->> '$.completed_day', value ->> '$.customer_id', value ->> '$.fault', value ->> '$.id', value ->> '$.is_arrival_kept', value ->> '$.is_fixed', value ->> '$.is_reopened', value ->> '$.kind', value ->> '$.minutes', value ->> '$.model_id', value ->> '$.resolution', value ->> '$.round', value ->> '$.technician_id', value ->> '$.ticket_id', value ->> '$.visits'
  from json_each(new.envelope -> '$.rows.ticket_completion')
  where true
  on conflict (id) do update set branch_id = excluded.branch_id, category = excluded.category, completed_at = excluded.completed_at, completed_day = excluded.completed_day, customer_id = excluded.customer_id, fault = excluded.fault, is_arrival_kept = excluded.is_arrival_kept, is_fixed = excluded.is_fixed, is_reopened = excluded.is_reopened, kind = excluded.kind, minutes = excluded.minutes, model_id = excluded.model_id, resolution = excluded.resolution, round = excluded.round, technician_id = excluded.technician_id, ticket_id = excluded.ticket_id, visits = excluded.visits;
  insert into ticket_link (branch_id, id, kind, other_id, ticket_id)
  select value ->> '$.branch_id', value ->> '$.id', value ->> '$.kind', value ->> '$.other_id', value ->> '$.ticket_id'
  from json_each(new.envelope -> '$.rows.ticket_link')
  where true
  on conflict (id) do update set branch_id = excluded.branch_id, kind = excluded.kind, other_id = excluded.other_id, ticket_id = excluded.ticket_id;
  insert into ticket_promise (basis, branch_id, counts_at, customer_id, customer_terms, day, due_at, ended_at, id, is_decided, is_kept, is_running, kind, model_id, promise, started_at, steps, technician_id, ticket_id, zones_version)
  select value ->> '$.basis', value ->> '$.branch_id', value ->> '$.counts_at', value ->> '$.customer_id', value ->> '$.customer_terms', value ->> '$.day', value ->> '$.due_at', value ->> '$.ended_at', value ->> '$.id', value ->> '$.is_decided', value ->> '$.is_kept', value ->> '$.is_running', value ->> '$.kind', value ->> '$.model_id', value ->> '$.promise', value ->> '$.started_at', value ->> '$.steps', value ->> '$.technician_id', value ->> '$.ticket_id', value ->> '$.zones_version'
  from json_each(new.envelope -> '$.rows.ticket_promise')
  where true
  on conflict (id) do update set basis = excluded.basis, branch_id = excluded.branch_id, counts_at = excluded.counts_at, customer_id = excluded.customer_id, customer_terms = excluded.customer_terms, day = excluded.day, due_at = excluded.due_at, ended_at = excluded.ended_at, is_decided = excluded.is_decided, is_kept = excluded.is_kept, is_running = excluded.is_running, kind = excluded.kind, model_id = excluded.model_id, promise = excluded.promise, started_at = excluded.started_at, steps = excluded.steps, technician_id = excluded.technician_id, ticket_id = excluded.ticket_id, zones_version = excluded.zones_version;
  insert into ticket_work (branch_id, category, charged_minor, currency, day, id, minutes, ticket_id)
  select value ->> '$.branch_id', value ->> '$.category', value ->> '$.charged_minor', value ->> '$.currency', value ->> '$.day', value ->> '$.id', value ->> '$.minutes', value ->> '$.ticket_id'
  from json_each(new.envelope -> '$.rows.ticket_work')
  where true
  on conflict (id) do update set branch_id = excluded.branch_id, category = excluded.category, charged_minor = excluded.charged_minor, currency = excluded.currency, day = excluded.day, minutes = excluded.minutes, ticket_id = excluded.ticket_id;
  insert into visit (branch_id, contact_by, contacted_at, ended_at, ends_at, how_ended, id, is_current, is_report_missing, quality_mark, report_due, reported_at, starts_at, technician_id, ticket_id, time_mark)
  select value ->> '$.branch_id', value ->> '$.contact_by', value ->> '$.contacted_at', value ->> '$.ended_at', value ->> '$.ends_at', value ->> '$.how_ended', value ->> '$.id', value ->> '$.is_current', value ->> '$.is_report_missing', value ->> '$.quality_mark', value ->> '$.report_due', value ->> '$.reported_at', value ->> '$.starts_at', value ->> '$.technician_id', value ->> '$.ticket_id', value ->> '$.time_mark'
  from json_each(new.envelope -> '$.rows.visit')
  where true
  on conflict (id) do update set branch_id = excluded.branch_id, contact_by = excluded.contact_by, contacted_at = excluded.contacted_at, ended_at = excluded.ended_at, ends_at = excluded.ends_at, how_ended = excluded.how_ended, is_current = excluded.is_current, is_report_missing = excluded.is_report_missing, quality_mark = excluded.quality_mark, report_due = excluded.report_due, reported_at = excluded.reported_at, starts_at = excluded.starts_at, technician_id = excluded.technician_id, ticket_id = excluded.ticket_id, time_mark = excluded.time_mark;
end;

drop trigger if exists project_voice_call;
create trigger project_voice_call instead of insert on record_save when new.kind = 'voice_call' begin
  insert into voice_call (branch_id, id, number, offers, record_id, shape, state, status, version)
  select value ->> '$.branch_id', value ->> '$.id', value ->> '$.number', value ->> '$.offers', value ->> '$.record_id', value ->> '$.shape', value ->> '$.state', value ->> '$.status', value ->> '$.version'
  from json_each(new.envelope -> '$.rows.voice_call')
  where true
  on conflict (id) do update set branch_id = excluded.branch_id, number = excluded.number, offers = excluded.offers, record_id = excluded.record_id, shape = excluded.shape, state = excluded.state, status = excluded.status, version = excluded.version;
end;

drop trigger if exists project_webhook_delivery;
create trigger project_webhook_delivery instead of insert on record_save when new.kind = 'webhook_delivery' begin
  insert into webhook_delivery (at, branch_id, event, id, last_failure, last_status, last_try_at, next_try_at, record_id, record_version, shape, state, tries, version, webhook_id)
  select value ->> '$.at', value ->> '$.branch_id', value ->> '$.event', value ->> '$.id', value ->> '$.last_failure', value ->> '$.last_status', value ->> '$.last_try_at', value ->> '$.next_try_at', value ->> '$.record_id', value ->> '$.record_version', value ->> '$.shape', value ->> '$.state', value ->> '$.tries', value ->> '$.version', value ->> '$.webhook_id'
  from json_each(new.envelope -> '$.rows.webhook_delivery')
  where true
  on conflict (id) do update set at = excluded.at, branch_id = excluded.branch_id, event = excluded.event, last_failure = excluded.last_failure, last_status = excluded.last_status, last_try_at = excluded.last_try_at, next_try_at = excluded.next_try_at, record_id = excluded.record_id, record_version = excluded.record_version, shape = excluded.shape, state = excluded.state, tries = excluded.tries, version = excluded.version, webhook_id = excluded.webhook_id;
end;
