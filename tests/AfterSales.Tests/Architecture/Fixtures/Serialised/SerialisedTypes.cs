// The compiler knows one of these rules, too, and only as long as nobody turns it off.
#pragma warning disable ORLEANS0004

namespace AfterSales.Tests.Architecture.Fixtures.Serialised;

[GenerateSerializer]
internal sealed class NoAlias
{
    [Id(0)]
    public int Count { get; set; }
}

[GenerateSerializer, Alias("no-ids")]
internal sealed class NoIds
{
    public int Plain = 1;

    [Id(0)]
    public int Given { get; set; }

    public int Count { get; set; }

    public int Sum => Given + Count + Plain;
}

[GenerateSerializer, Alias("first")]
internal sealed record FirstOfTheName([property: Id(0)] int Count);

[GenerateSerializer, Alias("second")]
internal sealed record SecondOfTheName([property: Id(0)] int Count);
