using AfterSales.ClusterTests;
using Xunit.Sdk;
using Xunit.v3;

[assembly: TestCollectionOrderer(typeof(LongOnesFirst))]

namespace AfterSales.ClusterTests;

/// <summary>What takes minutes, most of it waiting, begins first, so that it does not go on alone when all else has ended.</summary>
public sealed class LongOnesFirst : ITestCollectionOrderer
{
    private static readonly string[] Long = ["FaultyClusterTests", "SimulatedYearTests", "StoppingTests", "ManyHostsTests", "KilledServiceTests", "KilledImportTests"];

    public IReadOnlyCollection<TTestCollection> OrderTestCollections<TTestCollection>(IReadOnlyCollection<TTestCollection> testCollections) where TTestCollection : ITestCollection =>
        [.. testCollections.OrderBy(tests => Array.FindIndex(Long, name => tests.TestCollectionDisplayName.Contains(name, StringComparison.Ordinal)) is var at and >= 0 ? at : Long.Length)];
}
