using System.Globalization;
using AfterSales.Products;
using AfterSales.Tickets.Rules;

namespace AfterSales.Host.Demo.History;

/// <summary>How a ticket's story differs from the usual one.</summary>
internal enum HistoryTurn
{
    Usual,
    Cancelled,
    Rejected,
    SolvedRemotely,
    AdviceFailed,
    AwaitsParts,

    /// <summary>The product goes to the workshop.</summary>
    CarriedIn,

    /// <summary>Nobody opens; another time is agreed.</summary>
    NobodyHome,

    /// <summary>The customer calls once more before anybody came.</summary>
    CallsTwice,

    /// <summary>The customer would rather have another day.</summary>
    Postponed,

    /// <summary>Another technician goes.</summary>
    HandedOn,

    /// <summary>The same fault comes back within the days in which it opens the ticket again.</summary>
    ComesBack,

    /// <summary>The same fault comes back when that is over.</summary>
    ComesBackTooLate,
}

/// <summary>Who has which fault, and how it goes: told by its number and the seed alone, so it is the same on every machine.</summary>
internal sealed class HistoryTicket(HistoryPlan plan, HistoryBranch branch, int number, DemoCustomer customer)
{
    public HistoryBranch Branch => branch;

    public int Number => number;

    public DemoCustomer Customer => customer;

    public string Id { get; } = string.Create(CultureInfo.InvariantCulture, $"t-{branch.Id[2..]}-h{number:D3}");

    public HistoryFault Fault { get; } = (branch.IsChinese ? HistoryFaults.Chinese : HistoryFaults.Spanish)[number % HistoryFaults.Chinese.Count];

    public string Serial { get; } = string.Create(CultureInfo.InvariantCulture, $"{branch.Id[2..].ToUpperInvariant()}{4100 + (number * 7)}");

    public string ProductId => IProductGrain.KeyOf(Fault.Model, Serial);

    public HistoryTurn Turn { get; } = (number % 40) switch
    {
        3 or 23 => HistoryTurn.Cancelled,
        7 or 13 or 27 => HistoryTurn.SolvedRemotely,
        11 or 31 => HistoryTurn.AdviceFailed,
        15 => HistoryTurn.AwaitsParts,
        35 => HistoryTurn.CarriedIn,
        18 => HistoryTurn.ComesBack,
        38 => HistoryTurn.ComesBackTooLate,
        2 => HistoryTurn.NobodyHome,
        5 or 29 => HistoryTurn.CallsTwice,
        9 => HistoryTurn.Postponed,
        21 => HistoryTurn.HandedOn,
        33 => HistoryTurn.Rejected,
        _ => HistoryTurn.Usual,
    };

    public bool IsEmergency { get; } = number % 16 == 9;

    public Channel Channel { get; } = (number % 5) switch
    {
        2 => Channel.Web,
        4 => Channel.Email,
        _ => Channel.Call,
    };

    public Random Chance { get; } = plan.Chance(1, branch, number);
}
