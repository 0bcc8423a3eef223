-- Made from the EF model (README: changing the read model); a test compares.
create or replace function project_rows(_kind text, _rows jsonb) returns void language plpgsql as $$
begin
  case _kind
  when 'account_absences' then
    if _rows ? 'absence' then
      insert into absence (account, branch_id, ends_at, from_day, id, named_by, starts_at, substitute, until_day)
      select account, branch_id, ends_at, from_day, id, named_by, starts_at, substitute, until_day
      from jsonb_populate_recordset(null::absence, _rows->'absence')
      on conflict (id) do update set account = excluded.account, branch_id = excluded.branch_id, ends_at = excluded.ends_at, from_day = excluded.from_day, named_by = excluded.named_by, starts_at = excluded.starts_at, substitute = excluded.substitute, until_day = excluded.until_day;
    end if;
    if _rows ? 'account_absences' then
      insert into account_absences (account, branch_id, id, shape, version)
      select account, branch_id, id, shape, version
      from jsonb_populate_recordset(null::account_absences, _rows->'account_absences')
      on conflict (id) do update set account = excluded.account, branch_id = excluded.branch_id, shape = excluded.shape, version = excluded.version;
    end if;
  when 'branch' then
    if _rows ? 'branch' then
      insert into branch (branch_id, city, code, country, currency, id, name, phone, postal_code, region, shape, state, street, successor_id, time_zone, version)
      select branch_id, city, code, country, currency, id, name, phone, postal_code, region, shape, state, street, successor_id, time_zone, version
      from jsonb_populate_recordset(null::branch, _rows->'branch')
      on conflict (id) do update set branch_id = excluded.branch_id, city = excluded.city, code = excluded.code, country = excluded.country, currency = excluded.currency, name = excluded.name, phone = excluded.phone, postal_code = excluded.postal_code, region = excluded.region, shape = excluded.shape, state = excluded.state, street = excluded.street, successor_id = excluded.successor_id, time_zone = excluded.time_zone, version = excluded.version;
    end if;
    if _rows ? 'branch_calendar' then
      insert into branch_calendar (branch_id, calendar, id, number, since)
      select branch_id, calendar, id, number, since
      from jsonb_populate_recordset(null::branch_calendar, _rows->'branch_calendar')
      on conflict (id) do update set branch_id = excluded.branch_id, calendar = excluded.calendar, number = excluded.number, since = excluded.since;
    end if;
  when 'complaint' then
    if _rows ? 'complaint' then
      insert into complaint (answer_by, answer_counts_at, answer_day, answered_at, branch_id, category, closed_at, closing_counts_at, closing_day, customer_id, heard_in, id, is_answer_decided, is_closed_soon, is_closing_decided, model_id, person_id, raised_at, raised_day, reported_to, reported_up_at, severity, shape, source, state, technician_id, ticket_id, version)
      select answer_by, answer_counts_at, answer_day, answered_at, branch_id, category, closed_at, closing_counts_at, closing_day, customer_id, heard_in, id, is_answer_decided, is_closed_soon, is_closing_decided, model_id, person_id, raised_at, raised_day, reported_to, reported_up_at, severity, shape, source, state, technician_id, ticket_id, version
      from jsonb_populate_recordset(null::complaint, _rows->'complaint')
      on conflict (id) do update set answer_by = excluded.answer_by, answer_counts_at = excluded.answer_counts_at, answer_day = excluded.answer_day, answered_at = excluded.answered_at, branch_id = excluded.branch_id, category = excluded.category, closed_at = excluded.closed_at, closing_counts_at = excluded.closing_counts_at, closing_day = excluded.closing_day, customer_id = excluded.customer_id, heard_in = excluded.heard_in, is_answer_decided = excluded.is_answer_decided, is_closed_soon = excluded.is_closed_soon, is_closing_decided = excluded.is_closing_decided, model_id = excluded.model_id, person_id = excluded.person_id, raised_at = excluded.raised_at, raised_day = excluded.raised_day, reported_to = excluded.reported_to, reported_up_at = excluded.reported_up_at, severity = excluded.severity, shape = excluded.shape, source = excluded.source, state = excluded.state, technician_id = excluded.technician_id, ticket_id = excluded.ticket_id, version = excluded.version;
    end if;
  when 'contact' then
    if _rows ? 'contact' then
      insert into contact (about, at, branch_id, channel, companion, counterpart_name, counterpart_phone, customer_id, day, direction, id, is_emergency, is_enquiry_recorded, is_visitor_here, number, outcome, person_id, sent_on_at, sent_on_to, shape, subject, superior_told_at, taken_by, ticket_id, version, visitor_left_at)
      select about, at, branch_id, channel, companion, counterpart_name, counterpart_phone, customer_id, day, direction, id, is_emergency, is_enquiry_recorded, is_visitor_here, number, outcome, person_id, sent_on_at, sent_on_to, shape, subject, superior_told_at, taken_by, ticket_id, version, visitor_left_at
      from jsonb_populate_recordset(null::contact, _rows->'contact')
      on conflict (id) do update set about = excluded.about, at = excluded.at, branch_id = excluded.branch_id, channel = excluded.channel, companion = excluded.companion, counterpart_name = excluded.counterpart_name, counterpart_phone = excluded.counterpart_phone, customer_id = excluded.customer_id, day = excluded.day, direction = excluded.direction, is_emergency = excluded.is_emergency, is_enquiry_recorded = excluded.is_enquiry_recorded, is_visitor_here = excluded.is_visitor_here, number = excluded.number, outcome = excluded.outcome, person_id = excluded.person_id, sent_on_at = excluded.sent_on_at, sent_on_to = excluded.sent_on_to, shape = excluded.shape, subject = excluded.subject, superior_told_at = excluded.superior_told_at, taken_by = excluded.taken_by, ticket_id = excluded.ticket_id, version = excluded.version, visitor_left_at = excluded.visitor_left_at;
    end if;
  when 'contract' then
    if _rows ? 'contract' then
      insert into contract (branch_id, currency, customer_id, ends_on, from_day, id, number, price_minor, renewed_by, shape, state, version)
      select branch_id, currency, customer_id, ends_on, from_day, id, number, price_minor, renewed_by, shape, state, version
      from jsonb_populate_recordset(null::contract, _rows->'contract')
      on conflict (id) do update set branch_id = excluded.branch_id, currency = excluded.currency, customer_id = excluded.customer_id, ends_on = excluded.ends_on, from_day = excluded.from_day, number = excluded.number, price_minor = excluded.price_minor, renewed_by = excluded.renewed_by, shape = excluded.shape, state = excluded.state, version = excluded.version;
    end if;
    if _rows ? 'contract_product' then
      insert into contract_product (branch_id, contract_id, ends_on, from_day, id, product_id)
      select branch_id, contract_id, ends_on, from_day, id, product_id
      from jsonb_populate_recordset(null::contract_product, _rows->'contract_product')
      on conflict (id) do update set branch_id = excluded.branch_id, contract_id = excluded.contract_id, ends_on = excluded.ends_on, from_day = excluded.from_day, product_id = excluded.product_id;
    end if;
    if _rows ? 'contract_term' then
      insert into contract_term (branch_id, contract_id, ends_on, from_day, id, outcome, price_minor)
      select branch_id, contract_id, ends_on, from_day, id, outcome, price_minor
      from jsonb_populate_recordset(null::contract_term, _rows->'contract_term')
      on conflict (id) do update set branch_id = excluded.branch_id, contract_id = excluded.contract_id, ends_on = excluded.ends_on, from_day = excluded.from_day, outcome = excluded.outcome, price_minor = excluded.price_minor;
    end if;
    if _rows ? 'search_entry' then
      insert into search_entry (branch_id, codes, customer_id, id, is_archived, kind, names, phones, product_id, subtitle, technician_id, text, title)
      select branch_id, codes, customer_id, id, is_archived, kind, names, phones, product_id, subtitle, technician_id, text, title
      from jsonb_populate_recordset(null::search_entry, _rows->'search_entry')
      on conflict (id) do update set branch_id = excluded.branch_id, codes = excluded.codes, customer_id = excluded.customer_id, is_archived = excluded.is_archived, kind = excluded.kind, names = excluded.names, phones = excluded.phones, product_id = excluded.product_id, subtitle = excluded.subtitle, technician_id = excluded.technician_id, text = excluded.text, title = excluded.title;
    end if;
  when 'customer' then
    if _rows ? 'customer' then
      insert into customer (address, branch_id, changed_at, city, complete_percent, country, email, file_due_at, file_responsible, id, is_complete, is_file_overdue, kind, language, latitude, longitude, merged_into, name, next_service_on, phone, phones, postal_code, reference, region, registered_at, registered_day, shape, standing, support_group, terms, tier, time_zone, version, zone)
      select address, branch_id, changed_at, city, complete_percent, country, email, file_due_at, file_responsible, id, is_complete, is_file_overdue, kind, language, latitude, longitude, merged_into, name, next_service_on, phone, phones, postal_code, reference, region, registered_at, registered_day, shape, standing, support_group, terms, tier, time_zone, version, zone
      from jsonb_populate_recordset(null::customer, _rows->'customer')
      on conflict (id) do update set address = excluded.address, branch_id = excluded.branch_id, changed_at = excluded.changed_at, city = excluded.city, complete_percent = excluded.complete_percent, country = excluded.country, email = excluded.email, file_due_at = excluded.file_due_at, file_responsible = excluded.file_responsible, is_complete = excluded.is_complete, is_file_overdue = excluded.is_file_overdue, kind = excluded.kind, language = excluded.language, latitude = excluded.latitude, longitude = excluded.longitude, merged_into = excluded.merged_into, name = excluded.name, next_service_on = excluded.next_service_on, phone = excluded.phone, phones = excluded.phones, postal_code = excluded.postal_code, reference = excluded.reference, region = excluded.region, registered_at = excluded.registered_at, registered_day = excluded.registered_day, shape = excluded.shape, standing = excluded.standing, support_group = excluded.support_group, terms = excluded.terms, tier = excluded.tier, time_zone = excluded.time_zone, version = excluded.version, zone = excluded.zone;
    end if;
    if _rows ? 'customer_supporter' then
      insert into customer_supporter (account, branch_id, customer_id, id, is_member)
      select account, branch_id, customer_id, id, is_member
      from jsonb_populate_recordset(null::customer_supporter, _rows->'customer_supporter')
      on conflict (id) do update set account = excluded.account, branch_id = excluded.branch_id, customer_id = excluded.customer_id, is_member = excluded.is_member;
    end if;
    if _rows ? 'search_entry' then
      insert into search_entry (branch_id, codes, customer_id, id, is_archived, kind, names, phones, product_id, subtitle, technician_id, text, title)
      select branch_id, codes, customer_id, id, is_archived, kind, names, phones, product_id, subtitle, technician_id, text, title
      from jsonb_populate_recordset(null::search_entry, _rows->'search_entry')
      on conflict (id) do update set branch_id = excluded.branch_id, codes = excluded.codes, customer_id = excluded.customer_id, is_archived = excluded.is_archived, kind = excluded.kind, names = excluded.names, phones = excluded.phones, product_id = excluded.product_id, subtitle = excluded.subtitle, technician_id = excluded.technician_id, text = excluded.text, title = excluded.title;
    end if;
  when 'day_report' then
    if _rows ? 'day_report' then
      insert into day_report (branch_id, confirmed, contract_minutes, day, id, internal_minutes, is_changed_since, is_signed, is_summed_up, of_branch_id, paid_minutes, shape, signed_at, signed_by, summed_up_at, summed_up_by, technicians, travel_minutes, version, warranty_minutes)
      select branch_id, confirmed, contract_minutes, day, id, internal_minutes, is_changed_since, is_signed, is_summed_up, of_branch_id, paid_minutes, shape, signed_at, signed_by, summed_up_at, summed_up_by, technicians, travel_minutes, version, warranty_minutes
      from jsonb_populate_recordset(null::day_report, _rows->'day_report')
      on conflict (id) do update set branch_id = excluded.branch_id, confirmed = excluded.confirmed, contract_minutes = excluded.contract_minutes, day = excluded.day, internal_minutes = excluded.internal_minutes, is_changed_since = excluded.is_changed_since, is_signed = excluded.is_signed, is_summed_up = excluded.is_summed_up, of_branch_id = excluded.of_branch_id, paid_minutes = excluded.paid_minutes, shape = excluded.shape, signed_at = excluded.signed_at, signed_by = excluded.signed_by, summed_up_at = excluded.summed_up_at, summed_up_by = excluded.summed_up_by, technicians = excluded.technicians, travel_minutes = excluded.travel_minutes, version = excluded.version, warranty_minutes = excluded.warranty_minutes;
    end if;
    if _rows ? 'technician_report' then
      insert into technician_report (branch_id, confirmed_at, confirmed_by, day, due_at, id, is_confirmed, is_signed, of_branch_id, technician_id)
      select branch_id, confirmed_at, confirmed_by, day, due_at, id, is_confirmed, is_signed, of_branch_id, technician_id
      from jsonb_populate_recordset(null::technician_report, _rows->'technician_report')
      on conflict (id) do update set branch_id = excluded.branch_id, confirmed_at = excluded.confirmed_at, confirmed_by = excluded.confirmed_by, day = excluded.day, due_at = excluded.due_at, is_confirmed = excluded.is_confirmed, is_signed = excluded.is_signed, of_branch_id = excluded.of_branch_id, technician_id = excluded.technician_id;
    end if;
    if _rows ? 'worked_day' then
      insert into worked_day (branch_id, day, id, is_signed, minutes_to_work, technician_id, worked_minutes)
      select branch_id, day, id, is_signed, minutes_to_work, technician_id, worked_minutes
      from jsonb_populate_recordset(null::worked_day, _rows->'worked_day')
      on conflict (id) do update set branch_id = excluded.branch_id, day = excluded.day, is_signed = excluded.is_signed, minutes_to_work = excluded.minutes_to_work, technician_id = excluded.technician_id, worked_minutes = excluded.worked_minutes;
    end if;
  when 'enquiry' then
    if _rows ? 'enquiry' then
      insert into enquiry (branch_id, customer_id, due_at, heard_in, id, kind, matter, reminders, report_at, shape, solved_at, state, taken_at, taken_by, tell_by, told_at, version)
      select branch_id, customer_id, due_at, heard_in, id, kind, matter, reminders, report_at, shape, solved_at, state, taken_at, taken_by, tell_by, told_at, version
      from jsonb_populate_recordset(null::enquiry, _rows->'enquiry')
      on conflict (id) do update set branch_id = excluded.branch_id, customer_id = excluded.customer_id, due_at = excluded.due_at, heard_in = excluded.heard_in, kind = excluded.kind, matter = excluded.matter, reminders = excluded.reminders, report_at = excluded.report_at, shape = excluded.shape, solved_at = excluded.solved_at, state = excluded.state, taken_at = excluded.taken_at, taken_by = excluded.taken_by, tell_by = excluded.tell_by, told_at = excluded.told_at, version = excluded.version;
    end if;
  when 'figure_summary' then
    if _rows ? 'figure_summary' then
      insert into figure_summary (branch_id, from_day, id, kind, shape, to_day, version, written_at)
      select branch_id, from_day, id, kind, shape, to_day, version, written_at
      from jsonb_populate_recordset(null::figure_summary, _rows->'figure_summary')
      on conflict (id) do update set branch_id = excluded.branch_id, from_day = excluded.from_day, kind = excluded.kind, shape = excluded.shape, to_day = excluded.to_day, version = excluded.version, written_at = excluded.written_at;
    end if;
  when 'figure_watch' then
    if _rows ? 'early_sign' then
      insert into early_sign (branch_id, figure, from_day, id, is_current, passed_at, raised_at, threshold, to_day, value)
      select branch_id, figure, from_day, id, is_current, passed_at, raised_at, threshold, to_day, value
      from jsonb_populate_recordset(null::early_sign, _rows->'early_sign')
      on conflict (id) do update set branch_id = excluded.branch_id, figure = excluded.figure, from_day = excluded.from_day, is_current = excluded.is_current, passed_at = excluded.passed_at, raised_at = excluded.raised_at, threshold = excluded.threshold, to_day = excluded.to_day, value = excluded.value;
    end if;
    if _rows ? 'figure_watch' then
      insert into figure_watch (branch_id, id, last_day, shape, version)
      select branch_id, id, last_day, shape, version
      from jsonb_populate_recordset(null::figure_watch, _rows->'figure_watch')
      on conflict (id) do update set branch_id = excluded.branch_id, last_day = excluded.last_day, shape = excluded.shape, version = excluded.version;
    end if;
  when 'hard_problem' then
    if _rows ? 'hard_problem' then
      insert into hard_problem (asked_at, asked_back, asked_by, branch_id, customer_id, due_at, ended_at, id, is_open, shape, state, technician_id, ticket_id, version)
      select asked_at, asked_back, asked_by, branch_id, customer_id, due_at, ended_at, id, is_open, shape, state, technician_id, ticket_id, version
      from jsonb_populate_recordset(null::hard_problem, _rows->'hard_problem')
      on conflict (id) do update set asked_at = excluded.asked_at, asked_back = excluded.asked_back, asked_by = excluded.asked_by, branch_id = excluded.branch_id, customer_id = excluded.customer_id, due_at = excluded.due_at, ended_at = excluded.ended_at, is_open = excluded.is_open, shape = excluded.shape, state = excluded.state, technician_id = excluded.technician_id, ticket_id = excluded.ticket_id, version = excluded.version;
    end if;
  when 'installed_product' then
    if _rows ? 'installed_product' then
      insert into installed_product (accepted_on, address_id, branch_id, card, card_issued_on, card_number, customer_id, general_months, id, installed_on, is_project, is_retired, legal_minimum_months, model, model_id, purchased_on, seller_id, serial, serial_as_written, shape, terms_version, version, warranty_from, warranty_until)
      select accepted_on, address_id, branch_id, card, card_issued_on, card_number, customer_id, general_months, id, installed_on, is_project, is_retired, legal_minimum_months, model, model_id, purchased_on, seller_id, serial, serial_as_written, shape, terms_version, version, warranty_from, warranty_until
      from jsonb_populate_recordset(null::installed_product, _rows->'installed_product')
      on conflict (id) do update set accepted_on = excluded.accepted_on, address_id = excluded.address_id, branch_id = excluded.branch_id, card = excluded.card, card_issued_on = excluded.card_issued_on, card_number = excluded.card_number, customer_id = excluded.customer_id, general_months = excluded.general_months, installed_on = excluded.installed_on, is_project = excluded.is_project, is_retired = excluded.is_retired, legal_minimum_months = excluded.legal_minimum_months, model = excluded.model, model_id = excluded.model_id, purchased_on = excluded.purchased_on, seller_id = excluded.seller_id, serial = excluded.serial, serial_as_written = excluded.serial_as_written, shape = excluded.shape, terms_version = excluded.terms_version, version = excluded.version, warranty_from = excluded.warranty_from, warranty_until = excluded.warranty_until;
    end if;
    if _rows ? 'search_entry' then
      insert into search_entry (branch_id, codes, customer_id, id, is_archived, kind, names, phones, product_id, subtitle, technician_id, text, title)
      select branch_id, codes, customer_id, id, is_archived, kind, names, phones, product_id, subtitle, technician_id, text, title
      from jsonb_populate_recordset(null::search_entry, _rows->'search_entry')
      on conflict (id) do update set branch_id = excluded.branch_id, codes = excluded.codes, customer_id = excluded.customer_id, is_archived = excluded.is_archived, kind = excluded.kind, names = excluded.names, phones = excluded.phones, product_id = excluded.product_id, subtitle = excluded.subtitle, technician_id = excluded.technician_id, text = excluded.text, title = excluded.title;
    end if;
  when 'outbound_message' then
    if _rows ? 'outbound_message' then
      insert into outbound_message (about, asked_at, branch_id, channel, customer_id, dropped, ended_at, id, kind, next_try_at, sent_by, shape, state, ticket_id, tries, version)
      select about, asked_at, branch_id, channel, customer_id, dropped, ended_at, id, kind, next_try_at, sent_by, shape, state, ticket_id, tries, version
      from jsonb_populate_recordset(null::outbound_message, _rows->'outbound_message')
      on conflict (id) do update set about = excluded.about, asked_at = excluded.asked_at, branch_id = excluded.branch_id, channel = excluded.channel, customer_id = excluded.customer_id, dropped = excluded.dropped, ended_at = excluded.ended_at, kind = excluded.kind, next_try_at = excluded.next_try_at, sent_by = excluded.sent_by, shape = excluded.shape, state = excluded.state, ticket_id = excluded.ticket_id, tries = excluded.tries, version = excluded.version;
    end if;
  when 'period_report' then
    if _rows ? 'period_report' then
      insert into period_report (branch_id, due_at, from_day, id, is_signed, kind, of_branch_id, shape, submitted_at, submitted_by, to_day, unchecked, version)
      select branch_id, due_at, from_day, id, is_signed, kind, of_branch_id, shape, submitted_at, submitted_by, to_day, unchecked, version
      from jsonb_populate_recordset(null::period_report, _rows->'period_report')
      on conflict (id) do update set branch_id = excluded.branch_id, due_at = excluded.due_at, from_day = excluded.from_day, is_signed = excluded.is_signed, kind = excluded.kind, of_branch_id = excluded.of_branch_id, shape = excluded.shape, submitted_at = excluded.submitted_at, submitted_by = excluded.submitted_by, to_day = excluded.to_day, unchecked = excluded.unchecked, version = excluded.version;
    end if;
  when 'product_model' then
    if _rows ? 'product_model' then
      insert into product_model (code, id, is_archived, name_en, name_es, name_zh_cn, product_line, shape, terms_version, version)
      select code, id, is_archived, name_en, name_es, name_zh_cn, product_line, shape, terms_version, version
      from jsonb_populate_recordset(null::product_model, _rows->'product_model')
      on conflict (id) do update set code = excluded.code, is_archived = excluded.is_archived, name_en = excluded.name_en, name_es = excluded.name_es, name_zh_cn = excluded.name_zh_cn, product_line = excluded.product_line, shape = excluded.shape, terms_version = excluded.terms_version, version = excluded.version;
    end if;
  when 'project' then
    if _rows ? 'project' then
      insert into project (accepted_at, branch_id, customer_id, entry_on, id, is_blocked, is_open, last_milestone, manager_id, name, number, opened_at, shape, version)
      select accepted_at, branch_id, customer_id, entry_on, id, is_blocked, is_open, last_milestone, manager_id, name, number, opened_at, shape, version
      from jsonb_populate_recordset(null::project, _rows->'project')
      on conflict (id) do update set accepted_at = excluded.accepted_at, branch_id = excluded.branch_id, customer_id = excluded.customer_id, entry_on = excluded.entry_on, is_blocked = excluded.is_blocked, is_open = excluded.is_open, last_milestone = excluded.last_milestone, manager_id = excluded.manager_id, name = excluded.name, number = excluded.number, opened_at = excluded.opened_at, shape = excluded.shape, version = excluded.version;
    end if;
    if _rows ? 'project_product' then
      insert into project_product (branch_id, id, is_being_installed, number, product_id, project_id)
      select branch_id, id, is_being_installed, number, product_id, project_id
      from jsonb_populate_recordset(null::project_product, _rows->'project_product')
      on conflict (id) do update set branch_id = excluded.branch_id, is_being_installed = excluded.is_being_installed, number = excluded.number, product_id = excluded.product_id, project_id = excluded.project_id;
    end if;
    if _rows ? 'search_entry' then
      insert into search_entry (branch_id, codes, customer_id, id, is_archived, kind, names, phones, product_id, subtitle, technician_id, text, title)
      select branch_id, codes, customer_id, id, is_archived, kind, names, phones, product_id, subtitle, technician_id, text, title
      from jsonb_populate_recordset(null::search_entry, _rows->'search_entry')
      on conflict (id) do update set branch_id = excluded.branch_id, codes = excluded.codes, customer_id = excluded.customer_id, is_archived = excluded.is_archived, kind = excluded.kind, names = excluded.names, phones = excluded.phones, product_id = excluded.product_id, subtitle = excluded.subtitle, technician_id = excluded.technician_id, text = excluded.text, title = excluded.title;
    end if;
  when 'questionnaire' then
    if _rows ? 'questionnaire' then
      insert into questionnaire (branch_id, every_months, first_on, id, next_at, open_days, shape, stopped_at, version)
      select branch_id, every_months, first_on, id, next_at, open_days, shape, stopped_at, version
      from jsonb_populate_recordset(null::questionnaire, _rows->'questionnaire')
      on conflict (id) do update set branch_id = excluded.branch_id, every_months = excluded.every_months, first_on = excluded.first_on, next_at = excluded.next_at, open_days = excluded.open_days, shape = excluded.shape, stopped_at = excluded.stopped_at, version = excluded.version;
    end if;
  when 'questionnaire_sheet' then
    if _rows ? 'questionnaire_answer' then
      insert into questionnaire_answer (branch_id, id, mark, occurrence, question, questionnaire_id)
      select branch_id, id, mark, occurrence, question, questionnaire_id
      from jsonb_populate_recordset(null::questionnaire_answer, _rows->'questionnaire_answer')
      on conflict (id) do update set branch_id = excluded.branch_id, mark = excluded.mark, occurrence = excluded.occurrence, question = excluded.question, questionnaire_id = excluded.questionnaire_id;
    end if;
    if _rows ? 'questionnaire_sheet' then
      insert into questionnaire_sheet (answered_at, answered_by, branch_id, channel, customer_id, expires_at, id, marks, occurrence, questionnaire_id, sent_at, shape, state, version)
      select answered_at, answered_by, branch_id, channel, customer_id, expires_at, id, marks, occurrence, questionnaire_id, sent_at, shape, state, version
      from jsonb_populate_recordset(null::questionnaire_sheet, _rows->'questionnaire_sheet')
      on conflict (id) do update set answered_at = excluded.answered_at, answered_by = excluded.answered_by, branch_id = excluded.branch_id, channel = excluded.channel, customer_id = excluded.customer_id, expires_at = excluded.expires_at, marks = excluded.marks, occurrence = excluded.occurrence, questionnaire_id = excluded.questionnaire_id, sent_at = excluded.sent_at, shape = excluded.shape, state = excluded.state, version = excluded.version;
    end if;
  when 'sale' then
    if _rows ? 'follow_up_call' then
      insert into follow_up_call (agent_id, branch_id, channel, closes_at, counts_at, customer_id, day, dealer_id, ended_at, id, last_result, last_tried_by, last_try_at, made_by, next_try_at, number, occasion, opened, opens_at, record_id, round, state, step, ticket_id, tries, withdrawal)
      select agent_id, branch_id, channel, closes_at, counts_at, customer_id, day, dealer_id, ended_at, id, last_result, last_tried_by, last_try_at, made_by, next_try_at, number, occasion, opened, opens_at, record_id, round, state, step, ticket_id, tries, withdrawal
      from jsonb_populate_recordset(null::follow_up_call, _rows->'follow_up_call')
      on conflict (id) do update set agent_id = excluded.agent_id, branch_id = excluded.branch_id, channel = excluded.channel, closes_at = excluded.closes_at, counts_at = excluded.counts_at, customer_id = excluded.customer_id, day = excluded.day, dealer_id = excluded.dealer_id, ended_at = excluded.ended_at, last_result = excluded.last_result, last_tried_by = excluded.last_tried_by, last_try_at = excluded.last_try_at, made_by = excluded.made_by, next_try_at = excluded.next_try_at, number = excluded.number, occasion = excluded.occasion, opened = excluded.opened, opens_at = excluded.opens_at, record_id = excluded.record_id, round = excluded.round, state = excluded.state, step = excluded.step, ticket_id = excluded.ticket_id, tries = excluded.tries, withdrawal = excluded.withdrawal;
    end if;
    if _rows ? 'sale' then
      insert into sale (branch_id, customer_id, id, product_id, seller_id, shape, sold_on, version)
      select branch_id, customer_id, id, product_id, seller_id, shape, sold_on, version
      from jsonb_populate_recordset(null::sale, _rows->'sale')
      on conflict (id) do update set branch_id = excluded.branch_id, customer_id = excluded.customer_id, product_id = excluded.product_id, seller_id = excluded.seller_id, shape = excluded.shape, sold_on = excluded.sold_on, version = excluded.version;
    end if;
  when 'stored_file' then
    if _rows ? 'stored_file' then
      insert into stored_file (branch_id, hash, id, is_claimed, is_dropped, media_type, name, owner, scan, shape, size, uploaded_at, uploaded_by, version)
      select branch_id, hash, id, is_claimed, is_dropped, media_type, name, owner, scan, shape, size, uploaded_at, uploaded_by, version
      from jsonb_populate_recordset(null::stored_file, _rows->'stored_file')
      on conflict (id) do update set branch_id = excluded.branch_id, hash = excluded.hash, is_claimed = excluded.is_claimed, is_dropped = excluded.is_dropped, media_type = excluded.media_type, name = excluded.name, owner = excluded.owner, scan = excluded.scan, shape = excluded.shape, size = excluded.size, uploaded_at = excluded.uploaded_at, uploaded_by = excluded.uploaded_by, version = excluded.version;
    end if;
  when 'survey_card' then
    if _rows ? 'survey_card' then
      insert into survey_card (answered_at, answered_by, attitude, branch_id, channel, completed_at, completed_day, customer_id, expires_at, id, invited_at, is_low, model_id, month, promises, punctuality, reminders, send_at, shape, skill, state, technician_id, ticket_id, version)
      select answered_at, answered_by, attitude, branch_id, channel, completed_at, completed_day, customer_id, expires_at, id, invited_at, is_low, model_id, month, promises, punctuality, reminders, send_at, shape, skill, state, technician_id, ticket_id, version
      from jsonb_populate_recordset(null::survey_card, _rows->'survey_card')
      on conflict (id) do update set answered_at = excluded.answered_at, answered_by = excluded.answered_by, attitude = excluded.attitude, branch_id = excluded.branch_id, channel = excluded.channel, completed_at = excluded.completed_at, completed_day = excluded.completed_day, customer_id = excluded.customer_id, expires_at = excluded.expires_at, invited_at = excluded.invited_at, is_low = excluded.is_low, model_id = excluded.model_id, month = excluded.month, promises = excluded.promises, punctuality = excluded.punctuality, reminders = excluded.reminders, send_at = excluded.send_at, shape = excluded.shape, skill = excluded.skill, state = excluded.state, technician_id = excluded.technician_id, ticket_id = excluded.ticket_id, version = excluded.version;
    end if;
  when 'task' then
    if _rows ? 'task' then
      insert into task (about, assigned_to, branch_id, customer_id, due_at, ended_at, escalated_to, id, is_open, is_overdue, kind, matter_since, matter_until, promise, raised_at, role, shape, state, technician_id, version)
      select about, assigned_to, branch_id, customer_id, due_at, ended_at, escalated_to, id, is_open, is_overdue, kind, matter_since, matter_until, promise, raised_at, role, shape, state, technician_id, version
      from jsonb_populate_recordset(null::task, _rows->'task')
      on conflict (id) do update set about = excluded.about, assigned_to = excluded.assigned_to, branch_id = excluded.branch_id, customer_id = excluded.customer_id, due_at = excluded.due_at, ended_at = excluded.ended_at, escalated_to = excluded.escalated_to, is_open = excluded.is_open, is_overdue = excluded.is_overdue, kind = excluded.kind, matter_since = excluded.matter_since, matter_until = excluded.matter_until, promise = excluded.promise, raised_at = excluded.raised_at, role = excluded.role, shape = excluded.shape, state = excluded.state, technician_id = excluded.technician_id, version = excluded.version;
    end if;
  when 'technician' then
    if _rows ? 'appointment' then
      insert into appointment (branch_id, ends_at, id, starts_at, state, technician_id, ticket_id, travel_minutes)
      select branch_id, ends_at, id, starts_at, state, technician_id, ticket_id, travel_minutes
      from jsonb_populate_recordset(null::appointment, _rows->'appointment')
      on conflict (id) do update set branch_id = excluded.branch_id, ends_at = excluded.ends_at, starts_at = excluded.starts_at, state = excluded.state, technician_id = excluded.technician_id, ticket_id = excluded.ticket_id, travel_minutes = excluded.travel_minutes;
    end if;
    if _rows ? 'search_entry' then
      insert into search_entry (branch_id, codes, customer_id, id, is_archived, kind, names, phones, product_id, subtitle, technician_id, text, title)
      select branch_id, codes, customer_id, id, is_archived, kind, names, phones, product_id, subtitle, technician_id, text, title
      from jsonb_populate_recordset(null::search_entry, _rows->'search_entry')
      on conflict (id) do update set branch_id = excluded.branch_id, codes = excluded.codes, customer_id = excluded.customer_id, is_archived = excluded.is_archived, kind = excluded.kind, names = excluded.names, phones = excluded.phones, product_id = excluded.product_id, subtitle = excluded.subtitle, technician_id = excluded.technician_id, text = excluded.text, title = excluded.title;
    end if;
    if _rows ? 'technician' then
      insert into technician (branch_id, id, in_trade_since, is_active, name, own_hours, shape, skills, technician_id, version)
      select branch_id, id, in_trade_since, is_active, name, own_hours, shape, skills, technician_id, version
      from jsonb_populate_recordset(null::technician, _rows->'technician')
      on conflict (id) do update set branch_id = excluded.branch_id, in_trade_since = excluded.in_trade_since, is_active = excluded.is_active, name = excluded.name, own_hours = excluded.own_hours, shape = excluded.shape, skills = excluded.skills, technician_id = excluded.technician_id, version = excluded.version;
    end if;
    if _rows ? 'technician_absence' then
      insert into technician_absence (branch_id, ends_at, id, is_cancelled, kind, starts_at, substitute_id, technician_id)
      select branch_id, ends_at, id, is_cancelled, kind, starts_at, substitute_id, technician_id
      from jsonb_populate_recordset(null::technician_absence, _rows->'technician_absence')
      on conflict (id) do update set branch_id = excluded.branch_id, ends_at = excluded.ends_at, is_cancelled = excluded.is_cancelled, kind = excluded.kind, starts_at = excluded.starts_at, substitute_id = excluded.substitute_id, technician_id = excluded.technician_id;
    end if;
    if _rows ? 'technician_certificate' then
      insert into technician_certificate (branch_id, id, issuer, number, skill, state, technician_id, valid_from, valid_until)
      select branch_id, id, issuer, number, skill, state, technician_id, valid_from, valid_until
      from jsonb_populate_recordset(null::technician_certificate, _rows->'technician_certificate')
      on conflict (id) do update set branch_id = excluded.branch_id, issuer = excluded.issuer, number = excluded.number, skill = excluded.skill, state = excluded.state, technician_id = excluded.technician_id, valid_from = excluded.valid_from, valid_until = excluded.valid_until;
    end if;
    if _rows ? 'technician_loan' then
      insert into technician_loan (branch_id, ends_at, home_branch_id, id, is_over, starts_at, technician_id)
      select branch_id, ends_at, home_branch_id, id, is_over, starts_at, technician_id
      from jsonb_populate_recordset(null::technician_loan, _rows->'technician_loan')
      on conflict (id) do update set branch_id = excluded.branch_id, ends_at = excluded.ends_at, home_branch_id = excluded.home_branch_id, is_over = excluded.is_over, starts_at = excluded.starts_at, technician_id = excluded.technician_id;
    end if;
    if _rows ? 'tool_custody' then
      insert into tool_custody (branch_id, code, compensation_minor, currency, custody_end, ended_at, id, is_kept, is_normal_wear, is_valuable, mishap, name, reported_at, since, technician_id)
      select branch_id, code, compensation_minor, currency, custody_end, ended_at, id, is_kept, is_normal_wear, is_valuable, mishap, name, reported_at, since, technician_id
      from jsonb_populate_recordset(null::tool_custody, _rows->'tool_custody')
      on conflict (id) do update set branch_id = excluded.branch_id, code = excluded.code, compensation_minor = excluded.compensation_minor, currency = excluded.currency, custody_end = excluded.custody_end, ended_at = excluded.ended_at, is_kept = excluded.is_kept, is_normal_wear = excluded.is_normal_wear, is_valuable = excluded.is_valuable, mishap = excluded.mishap, name = excluded.name, reported_at = excluded.reported_at, since = excluded.since, technician_id = excluded.technician_id;
    end if;
  when 'ticket' then
    if _rows ? 'follow_up_call' then
      insert into follow_up_call (agent_id, branch_id, channel, closes_at, counts_at, customer_id, day, dealer_id, ended_at, id, last_result, last_tried_by, last_try_at, made_by, next_try_at, number, occasion, opened, opens_at, record_id, round, state, step, ticket_id, tries, withdrawal)
      select agent_id, branch_id, channel, closes_at, counts_at, customer_id, day, dealer_id, ended_at, id, last_result, last_tried_by, last_try_at, made_by, next_try_at, number, occasion, opened, opens_at, record_id, round, state, step, ticket_id, tries, withdrawal
      from jsonb_populate_recordset(null::follow_up_call, _rows->'follow_up_call')
      on conflict (id) do update set agent_id = excluded.agent_id, branch_id = excluded.branch_id, channel = excluded.channel, closes_at = excluded.closes_at, counts_at = excluded.counts_at, customer_id = excluded.customer_id, day = excluded.day, dealer_id = excluded.dealer_id, ended_at = excluded.ended_at, last_result = excluded.last_result, last_tried_by = excluded.last_tried_by, last_try_at = excluded.last_try_at, made_by = excluded.made_by, next_try_at = excluded.next_try_at, number = excluded.number, occasion = excluded.occasion, opened = excluded.opened, opens_at = excluded.opens_at, record_id = excluded.record_id, round = excluded.round, state = excluded.state, step = excluded.step, ticket_id = excluded.ticket_id, tries = excluded.tries, withdrawal = excluded.withdrawal;
    end if;
    if _rows ? 'search_entry' then
      insert into search_entry (branch_id, codes, customer_id, id, is_archived, kind, names, phones, product_id, subtitle, technician_id, text, title)
      select branch_id, codes, customer_id, id, is_archived, kind, names, phones, product_id, subtitle, technician_id, text, title
      from jsonb_populate_recordset(null::search_entry, _rows->'search_entry')
      on conflict (id) do update set branch_id = excluded.branch_id, codes = excluded.codes, customer_id = excluded.customer_id, is_archived = excluded.is_archived, kind = excluded.kind, names = excluded.names, phones = excluded.phones, product_id = excluded.product_id, subtitle = excluded.subtitle, technician_id = excluded.technician_id, text = excluded.text, title = excluded.title;
    end if;
    if _rows ? 'technician_work' then
      insert into technician_work (branch_id, category, ended_at, id, minutes, stays_open, technician_id, ticket_id, travel_minutes)
      select branch_id, category, ended_at, id, minutes, stays_open, technician_id, ticket_id, travel_minutes
      from jsonb_populate_recordset(null::technician_work, _rows->'technician_work')
      on conflict (id) do update set branch_id = excluded.branch_id, category = excluded.category, ended_at = excluded.ended_at, minutes = excluded.minutes, stays_open = excluded.stays_open, technician_id = excluded.technician_id, ticket_id = excluded.ticket_id, travel_minutes = excluded.travel_minutes;
    end if;
    if _rows ? 'ticket' then
      insert into ticket (branch_id, carried_over_on, category, channel, completed_at, completed_day, customer_id, id, is_emergency, is_open, kind, missing, model_id, number, owner, product_id, rank, registered_at, registered_day, reports, resolution, round, shape, step, step_since, technician_id, undispatched_since, version, visit_from, visit_to)
      select branch_id, carried_over_on, category, channel, completed_at, completed_day, customer_id, id, is_emergency, is_open, kind, missing, model_id, number, owner, product_id, rank, registered_at, registered_day, reports, resolution, round, shape, step, step_since, technician_id, undispatched_since, version, visit_from, visit_to
      from jsonb_populate_recordset(null::ticket, _rows->'ticket')
      on conflict (id) do update set branch_id = excluded.branch_id, carried_over_on = excluded.carried_over_on, category = excluded.category, channel = excluded.channel, completed_at = excluded.completed_at, completed_day = excluded.completed_day, customer_id = excluded.customer_id, is_emergency = excluded.is_emergency, is_open = excluded.is_open, kind = excluded.kind, missing = excluded.missing, model_id = excluded.model_id, number = excluded.number, owner = excluded.owner, product_id = excluded.product_id, rank = excluded.rank, registered_at = excluded.registered_at, registered_day = excluded.registered_day, reports = excluded.reports, resolution = excluded.resolution, round = excluded.round, shape = excluded.shape, step = excluded.step, step_since = excluded.step_since, technician_id = excluded.technician_id, undispatched_since = excluded.undispatched_since, version = excluded.version, visit_from = excluded.visit_from, visit_to = excluded.visit_to;
    end if;
    if _rows ? 'ticket_completion' then
      insert into ticket_completion (branch_id, category, completed_at, completed_day, customer_id, fault, id, is_arrival_kept, is_fixed, is_reopened, kind, minutes, model_id, resolution, round, technician_id, ticket_id, visits)
      select branch_id, category, completed_at, completed_day, customer_id, fault, id, is_arrival_kept, is_fixed, is_reopened, kind, minutes, model_id, resolution, round, technician_id, ticket_id, visits
      from jsonb_populate_recordset(null::ticket_completion, _rows->'ticket_completion')
      on conflict (id) do update set branch_id = excluded.branch_id, category = excluded.category, completed_at = excluded.completed_at, completed_day = excluded.completed_day, customer_id = excluded.customer_id, fault = excluded.fault, is_arrival_kept = excluded.is_arrival_kept, is_fixed = excluded.is_fixed, is_reopened = excluded.is_reopened, kind = excluded.kind, minutes = excluded.minutes, model_id = excluded.model_id, resolution = excluded.resolution, round = excluded.round, technician_id = excluded.technician_id, ticket_id = excluded.ticket_id, visits = excluded.visits;
    end if;
    if _rows ? 'ticket_link' then
      insert into ticket_link (branch_id, id, kind, other_id, ticket_id)
      select branch_id, id, kind, other_id, ticket_id
      from jsonb_populate_recordset(null::ticket_link, _rows->'ticket_link')
      on conflict (id) do update set branch_id = excluded.branch_id, kind = excluded.kind, other_id = excluded.other_id, ticket_id = excluded.ticket_id;
    end if;
    if _rows ? 'ticket_promise' then
      insert into ticket_promise (basis, branch_id, counts_at, customer_id, customer_terms, day, due_at, ended_at, id, is_decided, is_kept, is_running, kind, model_id, promise, started_at, steps, technician_id, ticket_id, zones_version)
      select basis, branch_id, counts_at, customer_id, customer_terms, day, due_at, ended_at, id, is_decided, is_kept, is_running, kind, model_id, promise, started_at, steps, technician_id, ticket_id, zones_version
      from jsonb_populate_recordset(null::ticket_promise, _rows->'ticket_promise')
      on conflict (id) do update set basis = excluded.basis, branch_id = excluded.branch_id, counts_at = excluded.counts_at, customer_id = excluded.customer_id, customer_terms = excluded.customer_terms, day = excluded.day, due_at = excluded.due_at, ended_at = excluded.ended_at, is_decided = excluded.is_decided, is_kept = excluded.is_kept, is_running = excluded.is_running, kind = excluded.kind, model_id = excluded.model_id, promise = excluded.promise, started_at = excluded.started_at, steps = excluded.steps, technician_id = excluded.technician_id, ticket_id = excluded.ticket_id, zones_version = excluded.zones_version;
    end if;
    if _rows ? 'ticket_work' then
      insert into ticket_work (branch_id, category, charged_minor, currency, day, id, minutes, ticket_id)
      select branch_id, category, charged_minor, currency, day, id, minutes, ticket_id
      from jsonb_populate_recordset(null::ticket_work, _rows->'ticket_work')
      on conflict (id) do update set branch_id = excluded.branch_id, category = excluded.category, charged_minor = excluded.charged_minor, currency = excluded.currency, day = excluded.day, minutes = excluded.minutes, ticket_id = excluded.ticket_id;
    end if;
    if _rows ? 'visit' then
      insert into visit (branch_id, contact_by, contacted_at, ended_at, ends_at, how_ended, id, is_current, is_report_missing, quality_mark, report_due, reported_at, starts_at, technician_id, ticket_id, time_mark)
      select branch_id, contact_by, contacted_at, ended_at, ends_at, how_ended, id, is_current, is_report_missing, quality_mark, report_due, reported_at, starts_at, technician_id, ticket_id, time_mark
      from jsonb_populate_recordset(null::visit, _rows->'visit')
      on conflict (id) do update set branch_id = excluded.branch_id, contact_by = excluded.contact_by, contacted_at = excluded.contacted_at, ended_at = excluded.ended_at, ends_at = excluded.ends_at, how_ended = excluded.how_ended, is_current = excluded.is_current, is_report_missing = excluded.is_report_missing, quality_mark = excluded.quality_mark, report_due = excluded.report_due, reported_at = excluded.reported_at, starts_at = excluded.starts_at, technician_id = excluded.technician_id, ticket_id = excluded.ticket_id, time_mark = excluded.time_mark;
    end if;
  when 'voice_call' then
    if _rows ? 'voice_call' then
      insert into voice_call (branch_id, id, number, offers, record_id, shape, state, status, version)
      select branch_id, id, number, offers, record_id, shape, state, status, version
      from jsonb_populate_recordset(null::voice_call, _rows->'voice_call')
      on conflict (id) do update set branch_id = excluded.branch_id, number = excluded.number, offers = excluded.offers, record_id = excluded.record_id, shape = excluded.shape, state = excluded.state, status = excluded.status, version = excluded.version;
    end if;
  when 'webhook_delivery' then
    if _rows ? 'webhook_delivery' then
      insert into webhook_delivery (at, branch_id, event, id, last_failure, last_status, last_try_at, next_try_at, record_id, record_version, shape, state, tries, version, webhook_id)
      select at, branch_id, event, id, last_failure, last_status, last_try_at, next_try_at, record_id, record_version, shape, state, tries, version, webhook_id
      from jsonb_populate_recordset(null::webhook_delivery, _rows->'webhook_delivery')
      on conflict (id) do update set at = excluded.at, branch_id = excluded.branch_id, event = excluded.event, last_failure = excluded.last_failure, last_status = excluded.last_status, last_try_at = excluded.last_try_at, next_try_at = excluded.next_try_at, record_id = excluded.record_id, record_version = excluded.record_version, shape = excluded.shape, state = excluded.state, tries = excluded.tries, version = excluded.version, webhook_id = excluded.webhook_id;
    end if;
  else null;
  end case;
end $$;
