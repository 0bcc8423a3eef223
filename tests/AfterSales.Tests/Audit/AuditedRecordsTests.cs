using System.Reflection;
using AfterSales.Audit;
using AfterSales.Records;

namespace AfterSales.Tests.Audit;

public sealed class AuditedRecordsTests
{
    // What columns a list is read by, and the calls of a machine: nobody's business to look into. A file is seen with what it hangs on, and what
    // the service itself says of figures is a list of its own. What somebody was mailed, and how he arranged his own pages, is his alone.
    private static readonly string[] WithoutTimeline = ["figure_summary", "figure_watch", "import_mapping", "notice_box", "personal_desk", "stored_file", "voice_call"];

    [Fact]
    public void Every_kind_of_record_has_a_timeline_or_is_left_out_on_purpose()
    {
        var kinds = typeof(IRecord).Assembly.GetTypes().Where(type => type.IsAssignableTo(typeof(IRecord)) && type is { IsClass: true, IsAbstract: false })
            .Select(type => type.GetCustomAttribute<GrainTypeAttribute>()).OfType<GrainTypeAttribute>().Select(KindOf);
        Assert.Equal(kinds.Except(WithoutTimeline).Order(StringComparer.Ordinal), AuditedRecords.Kinds.Values.Select(known => known.Kind).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Each_kind_is_known_by_the_beginning_of_its_keys()
    {
        foreach (var (prefix, (kind, _)) in AuditedRecords.Kinds)
        {
            var grain = typeof(IRecord).Assembly.GetTypes().Single(type => type.GetCustomAttribute<GrainTypeAttribute>() is { } named && KindOf(named) == kind);
            var prefixes = grain.GetInterfaces().Select(i => i.GetField("Prefix")?.GetValue(null)).OfType<string>();
            Assert.Contains(prefix, prefixes);
        }
    }

    private static string KindOf(GrainTypeAttribute named) => named.GetGrainType(null!, null!).ToString()!;
}
