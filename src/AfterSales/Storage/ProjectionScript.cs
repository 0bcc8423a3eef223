using System.Globalization;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace AfterSales.Storage;

/// <summary>
/// Writes the ledger's projection script from the EF model: for each kind of record, how the rows of an envelope get into their tables.
/// Static SQL, a branch per kind.
/// </summary>
public static class ProjectionScript
{
    private static readonly CultureInfo Invariant = CultureInfo.InvariantCulture;

    public static string For(AfterSalesDb db) => db.Database.IsSqlite() ? Sqlite(db) : PostgreSql(db);

    private static string PostgreSql(AfterSalesDb db)
    {
        var script = new StringBuilder()
            .AppendLine("-- Made from the EF model (README: changing the read model); a test compares.")
            .AppendLine("create or replace function project_rows(_kind text, _rows jsonb) returns void language plpgsql as $$")
            .AppendLine("begin")
            .AppendLine("  case _kind");
        foreach (var (kind, tables) in Kinds(db))
        {
            script.AppendLine(Invariant, $"  when '{kind}' then");
            foreach (var table in tables)
            {
                var name = table.GetTableName();
                script.AppendLine(Invariant, $"    if _rows ? '{name}' then")
                    .AppendLine(Invariant, $"      insert into {name} ({string.Join(", ", Columns(table))})")
                    .AppendLine(Invariant, $"      select {string.Join(", ", Columns(table))}")
                    .AppendLine(Invariant, $"      from jsonb_populate_recordset(null::{name}, _rows->'{name}')")
                    .AppendLine(Invariant, $"      {Upsert(table)};")
                    .AppendLine("    end if;");
            }
        }

        return script.AppendLine("  else null;").AppendLine("  end case;").AppendLine("end $$;").ToString();
    }

    private static string Sqlite(AfterSalesDb db)
    {
        var script = new StringBuilder().AppendLine("-- Made from the EF model (README: changing the read model); a test compares.");
        foreach (var (kind, tables) in Kinds(db))
        {
            script.AppendLine().AppendLine(Invariant, $"drop trigger if exists project_{kind};")
                .AppendLine(Invariant, $"create trigger project_{kind} instead of insert on record_save when new.kind = '{kind}' begin");
            foreach (var table in tables)
            {
                var name = table.GetTableName();
                script.AppendLine(Invariant, $"  insert into {name} ({string.Join(", ", Columns(table))})")
                    .AppendLine(Invariant, $"  select {string.Join(", ", Columns(table).Select(column => $"value ->> '$.{column}'"))}")
                    .AppendLine(Invariant, $"  from json_each(new.envelope -> '$.rows.{name}')")
                    .AppendLine("  where true")
                    .AppendLine(Invariant, $"  {Upsert(table)};");
            }

            script.AppendLine("end;");
        }

        return script.ToString();
    }

    private static IEnumerable<(string Kind, IEntityType[] Tables)> Kinds(AfterSalesDb db) =>
        db.Model.GetEntityTypes()
            .SelectMany(type => type.ClrType.GetCustomAttributes(typeof(ProjectedAttribute), false).Cast<ProjectedAttribute>(), (type, projected) => (Type: type, projected.Kind))
            .GroupBy(x => x.Kind, x => x.Type)
            .OrderBy(kind => kind.Key, StringComparer.Ordinal)
            .Select(kind => (kind.Key, kind.OrderBy(table => table.GetTableName(), StringComparer.Ordinal).ToArray()));

    /// <summary>All but those the database fills by itself.</summary>
    private static IEnumerable<string> Columns(IEntityType table) =>
        table.GetProperties().Where(property => property.ValueGenerated == ValueGenerated.Never).Select(property => property.GetColumnName()).Order(StringComparer.Ordinal);

    private static string Upsert(IEntityType table)
    {
        var key = table.FindPrimaryKey()!.Properties.Select(property => property.GetColumnName()).ToArray();
        var others = Columns(table).Except(key).Select(column => $"{column} = excluded.{column}");
        return $"on conflict ({string.Join(", ", key)}) do update set {string.Join(", ", others)}";
    }
}
