using System.Globalization;
using AfterSales.Products;
using AfterSales.Tickets.Rules;

namespace AfterSales.Host.Demo.History;

/// <summary>How a ticket's story differs from the usual one.</summary>
internal enum HistoryTurn
{
    Usual,
    Cancelled,
    SolvedRemotely,
    AdviceFailed,
    AwaitsParts,

    /// <summary>The same fault comes back eight days later.</summary>
    ComesBack,
}

/// <summary>Who has which fault, and how it goes: told by its number alone, so it is the same on every machine.</summary>
internal sealed class HistoryTicket(HistoryBranch branch, int number, DemoCustomer customer)
{
    public HistoryBranch Branch => branch;

    public int Number => number;

    public DemoCustomer Customer => customer;

    public string Id { get; } = string.Create(CultureInfo.InvariantCulture, $"t-{branch.Id[2..]}-h{number:D3}");

    public HistoryFault Fault { get; } = (branch.IsChinese ? HistoryFaults.Chinese : HistoryFaults.Spanish)[number % HistoryFaults.Chinese.Count];

    public string Serial { get; } = string.Create(CultureInfo.InvariantCulture, $"{branch.Id[2..].ToUpperInvariant()}{4100 + (number * 7)}");

    public string ProductId => IProductGrain.KeyOf(Fault.Model, Serial);

    public HistoryTurn Turn { get; } = (number % 20) switch
    {
        3 => HistoryTurn.Cancelled,
        7 or 13 => HistoryTurn.SolvedRemotely,
        11 => HistoryTurn.AdviceFailed,
        15 => HistoryTurn.AwaitsParts,
        18 => HistoryTurn.ComesBack,
        _ => HistoryTurn.Usual,
    };

    public bool IsEmergency { get; } = number % 16 == 9;

    public Channel Channel { get; } = (number % 5) switch
    {
        2 => Channel.Web,
        4 => Channel.Email,
        _ => Channel.Call,
    };

    public Random Chance { get; } = new(20_260_401 + (branch.Number * 1000) + number);
}
