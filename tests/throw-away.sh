# Sourced by tests/run and .ci/run: what a run starts, and takes away again however it ends.
# shellcheck shell=bash

fail() {
  printf '%s\n' "$*" >&2
  exit 1
}

# Settings of the person's shell or machine must not reach the service, the tests or the database.
clean_environment() {
  local name
  while read -r name; do
    case "${name^^}" in
      # What a run is asked for: which year and how much of it, how many kills, in which order, how long a soak.
      AFTERSALES_YEAR_* | AFTERSALES_KILL* | AFTERSALES_FAULT* | AFTERSALES_SOAK* | AFTERSALES_RUBBISH* | AFTERSALES_TEST_ORDER) ;;
      ASPNETCORE_* | CONNECTIONSTRINGS__* | STORAGE__* | DEMO__* | LOGGING__* | KESTREL__* | ORLEANS__* | AFTERSALES_* | OTEL_* | URLS | \
        DOTNET_ENVIRONMENT | DOTNET_URLS | PG[A-Z]* | XUNIT_* | CSCHECK_*) unset "$name" ;;
    esac
  done < <(compgen -e)
  # Build servers would go on running after the run.
  export MSBUILDDISABLENODEREUSE=1 UseSharedCompilation=false UseRazorBuildServer=false DOTNET_CLI_USE_MSBUILD_SERVER=0
  export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1
}

# Makes $work, which everything temporary lives in.
make_work() {
  # Root's own temporary directory may be closed to the database's user.
  if ((EUID == 0)); then unset TMPDIR; fi
  work=$(mktemp -d "${TMPDIR:-/tmp}/aftersales.XXXXXX")
  chmod 711 "$work"
  mkdir --mode 1777 "$work/tmp"
  export TMPDIR=$work/tmp
  # SQLite waits for the disk at each save, which tells tests nothing: where there is room, its files are kept in memory.
  if [[ -w /dev/shm ]] && (($(df --output=avail --block-size=M /dev/shm | tail -n 1 | tr -dc 0-9) > 2000)); then
    memory=$(mktemp -d /dev/shm/aftersales.XXXXXX)
    export AFTERSALES_TEST_FOLDER=$memory
  fi
  trap take_away EXIT
  trap 'exit 129' HUP
  trap 'exit 130' INT
  trap 'exit 143' TERM
}

take_away() {
  trap '' HUP INT TERM
  local group
  for group in "${groups[@]}"; do end_group "$group"; done
  stop_postgres
  rm -rf "$work" ${memory:+"$memory"}
}

# Process groups, by the id of their first process: what a test starts and forgets ends with it.
groups=()

start_group() {
  setsid "$@" &
  group=$!
  groups+=("$group")
}

end_group() {
  local -r leader=$1
  if kill -TERM -- "-$leader" 2>/dev/null; then
    for _ in {1..300}; do
      kill -0 "$leader" 2>/dev/null || break
      sleep 0.1
    done
    kill -KILL -- "-$leader" 2>/dev/null || true
  fi
  local other rest=()
  for other in "${groups[@]}"; do [[ $other == "$leader" ]] || rest+=("$other"); done
  groups=("${rest[@]}")
}

# Runs a command to its end in a group of its own; a signal to this script is obeyed at once and not when the command has ended.
run_group() {
  local status=0 group
  start_group "$@"
  wait "$group" || status=$?
  end_group "$group"
  return "$status"
}

postgres_bin() {
  local bin
  while read -r bin; do
    if [[ -x $bin/initdb && -x $bin/pg_ctl && -x $bin/postgres ]]; then
      printf '%s\n' "$bin"
      return
    fi
  done < <(
    printf '%s\n' /usr/lib/postgresql/*/bin | sort -rV
    if command -v initdb >/dev/null; then dirname "$(readlink -f "$(command -v initdb)")"; fi
  )
  return 1
}

postgres=''

# A new server on loopback; sets $postgres_connection (Npgsql).
start_postgres() {
  local -r home=$work/postgres secret=$(</proc/sys/kernel/random/uuid)
  local bin port user as_user=()
  bin=$(postgres_bin) || fail 'There is no PostgreSQL server on this machine.'
  mkdir "$home"
  printf '%s\n' "$secret" >"$home/secret"
  if ((EUID == 0)); then
    # PostgreSQL refuses to run as root.
    user=nobody
    if id postgres >/dev/null 2>&1; then user=postgres; fi
    as_user=(setpriv --reuid "$user" --regid "$(id -g "$user")" --clear-groups --)
    chown -R "$user" "$home"
  fi
  (cd / && "${as_user[@]}" "$bin/initdb" --pgdata "$home/data" --username aftersales --pwfile "$home/secret" \
    --auth scram-sha-256 --encoding UTF8 --locale C.UTF-8 --no-sync) >"$work/postgres.log" 2>&1 \
    || fail "PostgreSQL could not be set up: $(tail -n 3 "$work/postgres.log")"
  for _ in {1..20}; do
    port=$((20000 + RANDOM % 12000))
    (cd / && exec setsid "${as_user[@]}" "$bin/postgres" -D "$home/data" -c listen_addresses=127.0.0.1 -c port="$port" \
      -c unix_socket_directories= -c max_connections=200 -c fsync=off -c full_page_writes=off) >"$work/postgres.log" 2>&1 &
    postgres=$!
    while kill -0 "$postgres" 2>/dev/null; do
      if [[ $(sed -n 8p "$home/data/postmaster.pid" 2>/dev/null) == ready* ]]; then
        # shellcheck disable=SC2034 # read by the scripts that source this one
        postgres_connection="Host=127.0.0.1;Port=$port;Username=aftersales;Password=$secret;Database=postgres"
        return
      fi
      sleep 0.1
    done
    # Somebody else has the port, most likely.
    wait "$postgres" || true
    postgres=''
  done
  fail "PostgreSQL did not start: $(tail -n 3 "$work/postgres.log")"
}

stop_postgres() {
  [[ -n $postgres ]] || return 0
  kill -QUIT "$postgres" 2>/dev/null || true
  wait "$postgres" || true
  postgres=''
  rm -rf "$work/postgres"
}
