-- Accounts, their roles and tokens (the columns of ASP.NET Core Identity in our words), and the keys that sign cookies and tokens.
-- Instants are text in UTC, to the millisecond: 2026-01-31T08:05:00.000Z.

create table account (
    id text not null constraint pk_account primary key,
    display_name text not null,
    technician_id text,
    language text not null,
    disabled_at text,
    last_logged_in_at text,
    user_name text,
    normalized_user_name text,
    email text,
    normalized_email text,
    email_confirmed integer not null,
    password_hash text,
    security_stamp text,
    concurrency_stamp text,
    phone_number text,
    phone_number_confirmed integer not null,
    two_factor_enabled integer not null,
    lockout_end text,
    lockout_enabled integer not null,
    access_failed_count integer not null
);

create unique index account_normalized_user_name on account (normalized_user_name);
create index account_normalized_email on account (normalized_email);

create table account_assignment (
    account_id text not null constraint fk_account_assignment_account references account (id) on delete cascade,
    role text not null,
    place text not null,
    constraint pk_account_assignment primary key (account_id, role, place)
);

create table account_claim (
    id integer not null constraint pk_account_claim primary key autoincrement,
    account_id text not null constraint fk_account_claim_account references account (id) on delete cascade,
    claim_type text,
    claim_value text
);

create index account_claim_account_id on account_claim (account_id);

-- Log-ins at other identity providers.
create table account_login (
    login_provider text not null,
    provider_key text not null,
    provider_display_name text,
    account_id text not null constraint fk_account_login_account references account (id) on delete cascade,
    constraint pk_account_login primary key (login_provider, provider_key)
);

create index account_login_account_id on account_login (account_id);

-- Identity's own: the key of an authenticator app.
create table account_token (
    account_id text not null constraint fk_account_token_account references account (id) on delete cascade,
    login_provider text not null,
    name text not null,
    value text,
    constraint pk_account_token primary key (account_id, login_provider, name)
);

-- Personal API tokens: only the hash is kept.
create table api_token (
    id text not null constraint pk_api_token primary key,
    account_id text not null constraint fk_api_token_account references account (id) on delete cascade,
    name text not null,
    hash text not null,
    security_stamp text not null,
    created_at text not null,
    expires_at text not null,
    last_used_at text,
    revoked_at text
);

create unique index api_token_hash on api_token (hash);
create index api_token_account_id on api_token (account_id);

create table data_protection_key (
    id integer not null constraint pk_data_protection_key primary key autoincrement,
    friendly_name text,
    xml text
);
