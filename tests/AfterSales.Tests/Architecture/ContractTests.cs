namespace AfterSales.Tests.Architecture;

/// <summary>
/// While an upgrade goes on, hosts of two versions call each other: what was once said on the wire keeps its name, number and type, and new things are added beside it.
/// With UPDATE_SNAPSHOTS=1 new lines are written. One that is to go, which before the first release is nobody's loss, is taken out of the file by hand.
/// </summary>
public sealed class ContractTests
{
    private const string File = "tests/AfterSales.Tests/Architecture/contracts.txt";

    [Fact]
    public void What_was_once_said_between_hosts_is_only_added_to()
    {
        var (committed, now) = (System.IO.File.ReadAllLines(Snapshots.PathOf(File)), ContractRules.Lines(House.Product));
        var gone = committed.Except(now).ToArray();
        Assert.True(gone.Length == 0, $"A host of the version before says this, or waits for it: keep it and add beside it.\n{string.Join('\n', gone.Take(20))}");
        if (Snapshots.IsUpdating) System.IO.File.WriteAllText(Snapshots.PathOf(File), string.Join('\n', now) + "\n");
        else Assert.True(committed.Length == now.Count, $"Run this test with UPDATE_SNAPSHOTS=1 to write what is new:\n{string.Join('\n', now.Except(committed).Take(20))}");
    }

    [Fact]
    public void Calls_types_members_and_words_are_seen()
    {
        var now = ContractRules.Lines(House.Product);
        Assert.Contains("call ITicketGrain.Assess(Intent<AssessTicket>): Task<Answer>", now);
        Assert.Contains(now, line => line.StartsWith("type Answer.0: ", StringComparison.Ordinal));
        Assert.Contains("enum Channel.Call = 0", now);
        Assert.Equal(
            ["type NoAlias", "type NoAlias.0: Int32", "type first", "type first.0: Int32", "type no-ids", "type no-ids.0: Int32", "type second", "type second.0: Int32"],
            ContractRules.Lines(House.Fixture("Serialised").Types));
    }
}
