namespace AfterSales.ConsoleTests;

/// <summary>A service that the tests of one class have for themselves, since they change what others rely on.</summary>
public sealed class OwnDemo : IAsyncLifetime
{
    public ServedDemo Served { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Served = await ServedDemo.StartAsync();

    public ValueTask DisposeAsync() => Served.DisposeAsync();
}
