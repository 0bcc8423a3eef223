-- What records are found by: a row beside each record's own, written by the projection (0006).
create table search_entry (
  seq integer not null primary key,
  id text not null unique,
  kind text not null,
  branch_id text not null,
  technician_id text,
  customer_id text,
  product_id text,
  title text not null,
  subtitle text,
  names text not null,
  phones text not null,
  codes text not null,
  text text not null,
  is_archived integer not null);
create index search_entry_technician on search_entry (technician_id, seq) where technician_id is not null;
create index search_entry_customer on search_entry (customer_id, seq) where customer_id is not null;
create index search_entry_product on search_entry (product_id, seq) where product_id is not null;

-- The beginnings that entries are found by, in order: a page of them costs the same however many there are.
create table search_key (
  kind text not null,
  key text not null,
  entry_id text not null,
  branch_id text not null,
  is_archived integer not null,
  primary key (kind, key, entry_id)) without rowid;
create index search_key_branch on search_key (branch_id, kind, key, entry_id);

-- The text by trigrams; it keeps no text of its own, and no places.
create virtual table search_text using fts5(text, content='search_entry', content_rowid='seq', columnsize=0, detail=none, tokenize='trigram case_sensitive 1');

create trigger search_entry_first after insert on search_entry begin
  insert into search_key (kind, key, entry_id, branch_id, is_archived)
  select distinct new.kind, value, new.id, new.branch_id, new.is_archived
  from (select value from json_each(new.names) union select value from json_each(new.phones) union select value from json_each(new.codes))
  where value <> '';
  insert into search_text (rowid, text) values (new.seq, new.text);
end;

create trigger search_entry_keys after update on search_entry
when old.names <> new.names or old.phones <> new.phones or old.codes <> new.codes or old.branch_id <> new.branch_id
  or old.is_archived <> new.is_archived or old.kind <> new.kind begin
  delete from search_key where kind = old.kind and entry_id = old.id and key in (
    select value from json_each(old.names) union select value from json_each(old.phones) union select value from json_each(old.codes));
  insert into search_key (kind, key, entry_id, branch_id, is_archived)
  select distinct new.kind, value, new.id, new.branch_id, new.is_archived
  from (select value from json_each(new.names) union select value from json_each(new.phones) union select value from json_each(new.codes))
  where value <> '';
end;

create trigger search_entry_text after update on search_entry when old.text <> new.text begin
  insert into search_text (search_text, rowid, text) values ('delete', old.seq, old.text);
  insert into search_text (rowid, text) values (new.seq, new.text);
end;
