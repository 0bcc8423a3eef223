-- Made from the EF model (README: changing the read model); a test compares.
create or replace function project_rows(_kind text, _rows jsonb) returns void language plpgsql as $$
begin
  case _kind
  when 'branch' then
    if _rows ? 'branch' then
      insert into branch (branch_id, code, country, currency, id, name, shape, time_zone, version)
      select branch_id, code, country, currency, id, name, shape, time_zone, version
      from jsonb_populate_recordset(null::branch, _rows->'branch')
      on conflict (id) do update set branch_id = excluded.branch_id, code = excluded.code, country = excluded.country, currency = excluded.currency, name = excluded.name, shape = excluded.shape, time_zone = excluded.time_zone, version = excluded.version;
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
  when 'customer' then
    if _rows ? 'customer' then
      insert into customer (address, branch_id, changed_at, city, country, email, id, kind, language, latitude, longitude, merged_into, name, phone, phones, postal_code, reference, region, registered_at, shape, standing, tier, time_zone, version, zone)
      select address, branch_id, changed_at, city, country, email, id, kind, language, latitude, longitude, merged_into, name, phone, phones, postal_code, reference, region, registered_at, shape, standing, tier, time_zone, version, zone
      from jsonb_populate_recordset(null::customer, _rows->'customer')
      on conflict (id) do update set address = excluded.address, branch_id = excluded.branch_id, changed_at = excluded.changed_at, city = excluded.city, country = excluded.country, email = excluded.email, kind = excluded.kind, language = excluded.language, latitude = excluded.latitude, longitude = excluded.longitude, merged_into = excluded.merged_into, name = excluded.name, phone = excluded.phone, phones = excluded.phones, postal_code = excluded.postal_code, reference = excluded.reference, region = excluded.region, registered_at = excluded.registered_at, shape = excluded.shape, standing = excluded.standing, tier = excluded.tier, time_zone = excluded.time_zone, version = excluded.version, zone = excluded.zone;
    end if;
    if _rows ? 'search_entry' then
      insert into search_entry (branch_id, codes, id, is_archived, kind, names, phones, subtitle, technician_id, text, title)
      select branch_id, codes, id, is_archived, kind, names, phones, subtitle, technician_id, text, title
      from jsonb_populate_recordset(null::search_entry, _rows->'search_entry')
      on conflict (id) do update set branch_id = excluded.branch_id, codes = excluded.codes, is_archived = excluded.is_archived, kind = excluded.kind, names = excluded.names, phones = excluded.phones, subtitle = excluded.subtitle, technician_id = excluded.technician_id, text = excluded.text, title = excluded.title;
    end if;
  when 'installed_product' then
    if _rows ? 'installed_product' then
      insert into installed_product (accepted_on, branch_id, customer_id, id, installed_on, model, purchased_on, serial, shape, version)
      select accepted_on, branch_id, customer_id, id, installed_on, model, purchased_on, serial, shape, version
      from jsonb_populate_recordset(null::installed_product, _rows->'installed_product')
      on conflict (id) do update set accepted_on = excluded.accepted_on, branch_id = excluded.branch_id, customer_id = excluded.customer_id, installed_on = excluded.installed_on, model = excluded.model, purchased_on = excluded.purchased_on, serial = excluded.serial, shape = excluded.shape, version = excluded.version;
    end if;
    if _rows ? 'search_entry' then
      insert into search_entry (branch_id, codes, id, is_archived, kind, names, phones, subtitle, technician_id, text, title)
      select branch_id, codes, id, is_archived, kind, names, phones, subtitle, technician_id, text, title
      from jsonb_populate_recordset(null::search_entry, _rows->'search_entry')
      on conflict (id) do update set branch_id = excluded.branch_id, codes = excluded.codes, is_archived = excluded.is_archived, kind = excluded.kind, names = excluded.names, phones = excluded.phones, subtitle = excluded.subtitle, technician_id = excluded.technician_id, text = excluded.text, title = excluded.title;
    end if;
  when 'task' then
    if _rows ? 'task' then
      insert into task (about, assigned_to, branch_id, customer_id, due_at, ended_at, escalated_to, id, is_open, is_overdue, kind, raised_at, role, shape, state, version)
      select about, assigned_to, branch_id, customer_id, due_at, ended_at, escalated_to, id, is_open, is_overdue, kind, raised_at, role, shape, state, version
      from jsonb_populate_recordset(null::task, _rows->'task')
      on conflict (id) do update set about = excluded.about, assigned_to = excluded.assigned_to, branch_id = excluded.branch_id, customer_id = excluded.customer_id, due_at = excluded.due_at, ended_at = excluded.ended_at, escalated_to = excluded.escalated_to, is_open = excluded.is_open, is_overdue = excluded.is_overdue, kind = excluded.kind, raised_at = excluded.raised_at, role = excluded.role, shape = excluded.shape, state = excluded.state, version = excluded.version;
    end if;
  when 'technician' then
    if _rows ? 'appointment' then
      insert into appointment (branch_id, ends_at, id, starts_at, state, technician_id, ticket_id)
      select branch_id, ends_at, id, starts_at, state, technician_id, ticket_id
      from jsonb_populate_recordset(null::appointment, _rows->'appointment')
      on conflict (id) do update set branch_id = excluded.branch_id, ends_at = excluded.ends_at, starts_at = excluded.starts_at, state = excluded.state, technician_id = excluded.technician_id, ticket_id = excluded.ticket_id;
    end if;
    if _rows ? 'search_entry' then
      insert into search_entry (branch_id, codes, id, is_archived, kind, names, phones, subtitle, technician_id, text, title)
      select branch_id, codes, id, is_archived, kind, names, phones, subtitle, technician_id, text, title
      from jsonb_populate_recordset(null::search_entry, _rows->'search_entry')
      on conflict (id) do update set branch_id = excluded.branch_id, codes = excluded.codes, is_archived = excluded.is_archived, kind = excluded.kind, names = excluded.names, phones = excluded.phones, subtitle = excluded.subtitle, technician_id = excluded.technician_id, text = excluded.text, title = excluded.title;
    end if;
    if _rows ? 'technician' then
      insert into technician (branch_id, id, name, shape, skills, technician_id, version)
      select branch_id, id, name, shape, skills, technician_id, version
      from jsonb_populate_recordset(null::technician, _rows->'technician')
      on conflict (id) do update set branch_id = excluded.branch_id, name = excluded.name, shape = excluded.shape, skills = excluded.skills, technician_id = excluded.technician_id, version = excluded.version;
    end if;
  when 'ticket' then
    if _rows ? 'follow_up_call' then
      insert into follow_up_call (branch_id, closes_at, customer_id, day, ended_at, id, next_try_at, number, opens_at, state, step, ticket_id, tries)
      select branch_id, closes_at, customer_id, day, ended_at, id, next_try_at, number, opens_at, state, step, ticket_id, tries
      from jsonb_populate_recordset(null::follow_up_call, _rows->'follow_up_call')
      on conflict (id) do update set branch_id = excluded.branch_id, closes_at = excluded.closes_at, customer_id = excluded.customer_id, day = excluded.day, ended_at = excluded.ended_at, next_try_at = excluded.next_try_at, number = excluded.number, opens_at = excluded.opens_at, state = excluded.state, step = excluded.step, ticket_id = excluded.ticket_id, tries = excluded.tries;
    end if;
    if _rows ? 'search_entry' then
      insert into search_entry (branch_id, codes, id, is_archived, kind, names, phones, subtitle, technician_id, text, title)
      select branch_id, codes, id, is_archived, kind, names, phones, subtitle, technician_id, text, title
      from jsonb_populate_recordset(null::search_entry, _rows->'search_entry')
      on conflict (id) do update set branch_id = excluded.branch_id, codes = excluded.codes, is_archived = excluded.is_archived, kind = excluded.kind, names = excluded.names, phones = excluded.phones, subtitle = excluded.subtitle, technician_id = excluded.technician_id, text = excluded.text, title = excluded.title;
    end if;
    if _rows ? 'ticket' then
      insert into ticket (branch_id, category, channel, completed_at, completed_day, customer_id, id, is_emergency, is_open, kind, number, product_id, registered_at, registered_day, shape, step, technician_id, version, visit_from, visit_to)
      select branch_id, category, channel, completed_at, completed_day, customer_id, id, is_emergency, is_open, kind, number, product_id, registered_at, registered_day, shape, step, technician_id, version, visit_from, visit_to
      from jsonb_populate_recordset(null::ticket, _rows->'ticket')
      on conflict (id) do update set branch_id = excluded.branch_id, category = excluded.category, channel = excluded.channel, completed_at = excluded.completed_at, completed_day = excluded.completed_day, customer_id = excluded.customer_id, is_emergency = excluded.is_emergency, is_open = excluded.is_open, kind = excluded.kind, number = excluded.number, product_id = excluded.product_id, registered_at = excluded.registered_at, registered_day = excluded.registered_day, shape = excluded.shape, step = excluded.step, technician_id = excluded.technician_id, version = excluded.version, visit_from = excluded.visit_from, visit_to = excluded.visit_to;
    end if;
  else null;
  end case;
end $$;
