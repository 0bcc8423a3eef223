namespace AfterSales.Tickets.Rules;

/// <summary>What a technician brings to every visit (S2 B 准备出发 1, 进门前; S0 P5).</summary>
public enum KitItem
{
    /// <summary>His badge, or the paper that shows his qualification.</summary>
    Badge,

    Tools,

    /// <summary>The parts that the work needs.</summary>
    Parts,

    FeeSchedule,
    Receipts,

    /// <summary>To stand on and to put things on: always.</summary>
    PadCloth,

    /// <summary>For where nobody is at home.</summary>
    MessageSlip,
}
