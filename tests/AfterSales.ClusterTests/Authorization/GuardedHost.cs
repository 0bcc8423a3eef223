using System.Text.Json;
using System.Text.Json.Nodes;
using AfterSales.Access;
using AfterSales.Api.Engine;
using AfterSales.ClusterTests.Host;
using AfterSales.Files.Rules;
using AfterSales.Records;
using AfterSales.Storage;
using AfterSales.Tests;
using GraphQL.Types;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Storage;

namespace AfterSales.ClusterTests.Authorization;

/// <summary>The whole service with a record of every kind, as the stored-state samples have them, each with an entry in its journal.</summary>
public sealed class GuardedHost() : ServedHost(StorageProvider.Sqlite, isDemo: false)
{
    private readonly Dictionary<string, (string Kind, string Key, IScoped State)> _records = [];

    /// <summary>By kind.</summary>
    public IReadOnlyDictionary<string, (string Kind, string Key, IScoped State)> Records => _records;

    public ISchema Schema => Services.GetRequiredService<ISchema>();

    protected override IEnumerable<string> Settings => ["--Api:MaxFields=10000", "--Api:MaxMutations=100", "--Api:MaxComplexity=1000000"];

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        var kinds = typeof(IRecordState<>).Assembly.GetTypes()
            .Where(type => type.GetInterfaces().Any(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(IRecordState<>)))
            .ToDictionary(type => (string)type.GetProperty("Kind")!.GetValue(null)!);
        var save = typeof(GuardedHost).GetMethod(nameof(Save), System.Reflection.BindingFlags.NonPublic | System.Reflection.BindingFlags.Instance)!;
        foreach (var file in Directory.GetFiles(Snapshots.PathOf("tests/AfterSales.Tests/StoredState"), "*.json").Order(StringComparer.Ordinal))
        {
            var kind = Path.GetFileName(file).Split('.')[0];
            if (_records.ContainsKey(kind)) continue;
            await (Task)save.MakeGenericMethod(kinds[kind]).Invoke(this, [kind, JsonNode.Parse(await File.ReadAllTextAsync(file))!])!;
        }
    }

    /// <summary>What the API answers this caller.</summary>
    public Task<JsonElement> Answer(string document, Caller caller) =>
        Services.GetRequiredService<GraphQLRunner>().ExecuteAsync(document, variables: null, caller, TestContext.Current.CancellationToken);

    private async Task Save<TState>(string kind, JsonNode sample) where TState : class, IRecordState<TState>
    {
        // Not the key of another.
        if (kind == "customer") ((JsonObject)sample).Remove("merging");
        var state = sample.Deserialize<TState>(RecordJson.State)!;
        var key = (string?)sample["id"] ?? kind switch
        {
            "policies" => $"policies-{(string)sample["place"]!}",
            "region_tree" => "regions-headquarters",
            _ => $"{kind}-headquarters",
        };
        var grain = GrainId.Create(kind, key);
        var stored = new GrainState<Saved<TState>>(new Saved<TState>
        {
            Grain = grain, State = state, Entry = new JournalEntry(TestCluster.Start, null, "test", null, [new FileClaimed(key)]),
        });
        await Services.GetRequiredKeyedService<IGrainStorage>(RecordServices.StorageName).WriteStateAsync(kind, grain, stored);
        _records.Add(kind, (kind, key, state));
    }
}
