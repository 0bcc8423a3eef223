using System.Text.Json;
using System.Text.Json.Nodes;
using AfterSales.Records;

namespace AfterSales.Tests.StoredState;

/// <summary>What any version has ever stored is read by this one. A sample is never changed; a new form of a state gets one more.</summary>
public sealed class StoredStateTests
{
    private const string Folder = "tests/AfterSales.Tests/StoredState";

    private static readonly JsonSerializerOptions Indented = new(RecordJson.State) { WriteIndented = true };

    public static TheoryData<string> Samples =>
        [.. Directory.GetFiles(Snapshots.PathOf(Folder), "*.json").Select(Path.GetFileName).OfType<string>().Order(StringComparer.Ordinal)];

    private static Dictionary<string, Type> Kinds { get; } = typeof(IRecordState<>).Assembly.GetTypes()
        .Where(type => type.GetInterfaces().Any(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(IRecordState<>)))
        .ToDictionary(type => (string)type.GetProperty("Kind")!.GetValue(null)!);

    [Theory, MemberData(nameof(Samples))]
    public void A_stored_state_loads_and_loses_nothing_when_it_is_stored_again(string file)
    {
        var stored = JsonNode.Parse(File.ReadAllText(Snapshots.PathOf($"{Folder}/{file}")))!;
        var type = Kinds[file.Split('.')[0]];
        var state = stored.Deserialize(type, RecordJson.Stored);
        Assert.Empty(Lost(stored, JsonSerializer.SerializeToNode(state, type, RecordJson.State), "$"));
    }

    /// <summary>With UPDATE_SNAPSHOTS=1 in the environment missing samples are written; those that exist are left as they are.</summary>
    [Fact]
    public void Every_kind_of_state_has_a_sample()
    {
        foreach (var (name, state) in StoredStates.All)
        {
            var file = Snapshots.PathOf($"{Folder}/{name}.json");
            if (Snapshots.IsUpdating && !File.Exists(file)) File.WriteAllText(file, JsonSerializer.Serialize(state, state.GetType(), Indented) + "\n");
            Assert.True(File.Exists(file), $"{name}.json is missing: run this test with UPDATE_SNAPSHOTS=1 to write it.");
        }

        Assert.Equal(Kinds.Keys.Order(StringComparer.Ordinal), Samples.Select(row => row.Data.Split('.')[0]).Distinct().Order(StringComparer.Ordinal));
    }

    /// <summary>What stands in the first and not in the second; new members may stand in the second.</summary>
    private static IEnumerable<string> Lost(JsonNode? before, JsonNode? after, string path) => (before, after) switch
    {
        (JsonObject a, JsonObject b) => a.SelectMany(member => Lost(member.Value, b[member.Key], $"{path}.{member.Key}")),
        (JsonArray a, JsonArray b) when a.Count == b.Count => a.SelectMany((item, i) => Lost(item, b[i], $"{path}[{i}]")),
        _ => JsonNode.DeepEquals(before, after) ? [] : [$"{path}: {before?.ToJsonString()} became {after?.ToJsonString()}"],
    };
}
