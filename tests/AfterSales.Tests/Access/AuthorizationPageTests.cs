using System.Text;
using AfterSales.Access;
using AfterSales.Api.Engine;
using AfterSales.Audit;
using AfterSales.Tests.Api;
using AfterSales.Tests.StoredState;
using GraphQL.Types;

namespace AfterSales.Tests.Access;

/// <summary>
/// The page that says who may do and see what, to be read by a person whenever it changes. With UPDATE_SNAPSHOTS=1 it is written instead. That the API
/// does what the page says is asked of it by <c>AuthorizationTests</c>.
/// </summary>
public sealed class AuthorizationPageTests
{
    private const string Elsewhere = "b-elsewhere";

    private static readonly Role[] Roles = Enum.GetValues<Role>();

    [Fact]
    public void The_page_says_what_the_schema_and_the_records_ask_of_each_role()
    {
        var schema = PublishedSchemaTests.Published.Value;
        Assert.Empty(SecurityAudit.FieldsWithoutRule(schema));
        var permissions = SecurityAudit.Permissions(schema);
        var page = new StringBuilder().Append("""
            # Who may do and see what

            Made from the schema's access rules, `Permission.cs`, `Scope.cs` and `AuditedRecords.cs`; a test compares, another asks the API. Whoever is not logged in may
            do what a signed link allows, and nothing else. ● may; a field that is not named here follows the one that leads to it.

            ## Records

            Of which records of a kind a role sees one by its key: its permission to see the kind, narrowed to what belongs to the place it is held at. One that
            is not seen is answered like one that is not there. Beside these a support group sees its customers' work, and whoever was given a task
            sees it; nobody sees what is about himself.


            """.ReplaceLineEndings("\n"));
        Table(page, "record", AuditedRecords.Kinds.Values.OrderBy(known => known.Kind, StringComparer.Ordinal).Select(known => (known.Kind, known.Permission, (Func<Role, string>)(role => SeenBy(role, known)))));
        foreach (var root in (IObjectGraphType[])[schema.Query, schema.Mutation!, schema.Subscription!])
        {
            page.Append("\n## ").Append(root.Name).Append("\n\n");
            Table(page, "field", permissions.Where(field => field.Type == root.Name).Select(field => (field.Field, field.Permission, MayWith(field.Permission))));
        }

        page.Append("\n## Fields of types\n\n");
        Table(page, "fields", from field in permissions
                              where field.Type is not ("Query" or "Mutation" or "Subscription")
                              group field by (field.Type, field.Permission) into same
                              let all = permissions.Where(field => field.Type == same.Key.Type).All(field => field.Permission == same.Key.Permission)
                              select (all ? same.Key.Type : $"{same.Key.Type}: {string.Join(", ", same.Select(field => field.Field))}", same.Key.Permission, MayWith(same.Key.Permission)));
        Snapshots.Compare("src/AfterSales/Access/authorization.md", page.ToString());
    }

    private static void Table(StringBuilder page, string head, IEnumerable<(string Name, Permission Permission, Func<Role, string> Cell)> lines)
    {
        page.Append("| ").Append(head).Append(" | permission | ").AppendJoin(" | ", Roles).Append(" |\n|---|---|").Insert(page.Length, "---|", Roles.Length).Append('\n');
        foreach (var (name, permission, cell) in lines) page.Append("| ").Append(name).Append(" | ").Append(permission).Append(" | ").AppendJoin(" | ", Roles.Select(cell)).Append(" |\n");
    }

    private static Func<Role, string> MayWith(Permission permission) =>
        role => Permissions.OfEverybody.Contains(permission) || Permissions.Of(role).Contains(permission) ? "●" : "";

    /// <summary>As the sample of its kind is seen from each place where the role may be held.</summary>
    private static string SeenBy(Role role, (string Kind, Permission Permission) known)
    {
        var record = (IScoped)StoredStates.All.First(state => state.Key.Split('.')[0] == known.Kind).Value;
        var home = record.BranchId.StartsWith("b-", StringComparison.Ordinal) ? record.BranchId : "b-sh";
        var (own, other) = (role.MayBeHeldAt(home) && Sees(home), role.MayBeHeldAt(Elsewhere) && Sees(Elsewhere));
        string[] seen =
        [
            own && other ? "all" : own ? "own branch" : "",
            role.MayBeHeldAt(home) && !own && Sees(Elsewhere, (record as IScopedToTechnician)?.TechnicianId) ? "own jobs" : "",
            role.MayBeHeldAt("d-1") && Sees("d-1") ? Sees("d-2") ? "all" : "own sales" : "",
            role.MayBeHeldAt(Assignment.Headquarters) && Sees(Assignment.Headquarters) ? own && !other ? "all at headquarters" : own ? "" : "all" : "",
        ];
        return string.Join("; ", seen.Where(words => words.Length > 0));

        bool Sees(string place, string? technician = null) =>
            AuditedRecords.LookingAt(new Caller("somebody", "", [new(role, place)], technician), known.Kind, known.Permission)?.Sees(record) == true;
    }
}
