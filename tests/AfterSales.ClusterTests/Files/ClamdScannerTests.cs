using AfterSales.Files;

namespace AfterSales.ClusterTests.Files;

public sealed class ClamdScannerTests : IAsyncLifetime
{
    private readonly FakeClamd _clamd = new();

    private ClamdScanner Scanner => new("127.0.0.1", _clamd.Port, TimeProvider.System);

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => _clamd.DisposeAsync();

    [Fact]
    public async Task A_clean_file_is_clean() => Assert.Null(await Scanner.Scan(Pieces("harmless"u8.ToArray(), new byte[300_000])));

    [Fact]
    public async Task What_is_found_is_named_also_where_it_lies_in_the_last_piece() =>
        Assert.Equal("Eicar-Test-Signature", await Scanner.Scan(Pieces(new byte[300_000], "xxEICARxx"u8.ToArray())));

    [Theory]
    [InlineData("")]
    [InlineData("INSTREAM size limit exceeded. ERROR\0")]
    [InlineData("stream: OK, I think\0")]
    public async Task An_answer_that_is_not_understood_lets_nothing_through(string answer)
    {
        _clamd.Answer = answer;
        await Assert.ThrowsAsync<IOException>(() => Scanner.Scan(Pieces("x"u8.ToArray())));
    }

    [Fact]
    public async Task A_scanner_that_is_not_there_is_a_failure_and_no_verdict()
    {
        var port = _clamd.Port;
        await _clamd.DisposeAsync();
        await Assert.ThrowsAnyAsync<Exception>(() => new ClamdScanner("127.0.0.1", port, TimeProvider.System).Scan(Pieces("x"u8.ToArray())));
    }

    private static async IAsyncEnumerable<ReadOnlyMemory<byte>> Pieces(params byte[][] pieces)
    {
        foreach (var piece in pieces)
        {
            await Task.Yield();
            yield return piece;
        }
    }
}
